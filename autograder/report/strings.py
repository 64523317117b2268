"""Every sentence and label of the report room, in English and Korean.

Placeholders stand in braces. In Korean no particle follows one, since it would have to agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from autograder.text import Text

LANGUAGES = ("en", "ko")

_of = Text.of

STRINGS: Mapping[str, Text] = MappingProxyType(
    {
        # The feedback page
        "feedback": _of("Feedback", "피드백"),
        "skip": _of("Skip to the results", "결과로 건너뛰기"),
        "your_score": _of("Your score", "점수"),
        "no_score": _of("No score yet", "아직 점수가 없습니다"),
        "of_points": _of("of {points} points", "/ {points}점"),
        "points_of": _of("{score} of {points} points", "{points}점 중 {score}점"),
        "all_right": _of("Everything that was checked is right.", "확인한 내용이 모두 맞습니다."),
        "some_wrong": _of(
            "Below is what came out differently from what must hold, and where to look first.",
            "아래에서 결과가 어디에서 달라졌는지, 어디부터 살펴보면 좋은지 확인할 수 있습니다.",
        ),
        "summary": _of("Points by exercise", "문항별 점수"),
        "exercise": _of("Exercise", "문항"),
        "result": _of("Result", "결과"),
        "points": _of("Points", "점수"),
        "total": _of("Total", "합계"),
        "exercise_passed": _of("right", "맞음"),
        "exercise_partial": _of("partly right", "일부 맞음"),
        "exercise_failed": _of("not right yet", "아직 맞지 않음"),
        "test_passed": _of("right", "맞음"),
        "test_partial": _of("partly right", "일부 맞음"),
        "test_failed": _of("not right yet", "아직 맞지 않음"),
        "test_error": _of("not checked", "확인하지 못함"),
        "test_is_at_fault": _of(
            "This check could not run. The fault is ours, not yours.",
            "이 항목은 확인하지 못했습니다. 제출물이 아니라 채점 쪽의 문제입니다.",
        ),
        "hint": _of("Hint", "힌트"),
        "your_traceback": _of("Where your code stopped", "코드가 멈춘 곳"),
        "inputs": _of("Inputs", "입력"),
        "cells": _of("Notes on your cells", "코드 셀에 대한 안내"),
        "code_cell": _of("Code cell {cell}", "{cell}번째 코드 셀"),
        "cells_counted": _of(
            "Only code cells are counted, from the top of your notebook.",
            "셀 번호는 노트북 맨 위부터 코드 셀만 센 것입니다.",
        ),
        "what_to_do": _of("What to do", "할 일"),
        "advice_unreadable": _of(
            "Open your notebook in JupyterLab, run it once from top to bottom, save it, and send "
            "the .ipynb file again.",
            "JupyterLab에서 노트북을 열어 처음부터 끝까지 한 번 실행하고 저장한 뒤, .ipynb 파일을 "
            "다시 제출하시기 바랍니다.",
        ),
        "advice_refused": _of(
            "Fix what is named above and send your notebook again.",
            "위에서 알려 드린 점을 고친 뒤 노트북을 다시 제출하시기 바랍니다.",
        ),
        "why_course_error": _of(
            "A hidden check of this assignment is at fault, not your notebook.",
            "제출하신 노트북이 아니라 이 과제의 채점 코드에 문제가 있습니다.",
        ),
        "advice_course_error": _of(
            "You need do nothing. Your notebook is kept and will be graded once the check is "
            "fixed.",
            "따로 하실 일은 없습니다. 제출물은 보관되어 있으며 문제를 고친 뒤 채점합니다.",
        ),
        "why_platform_error": _of(
            "The grading machine failed before it was done with your notebook. This says nothing "
            "about your work.",
            "채점 시스템의 문제로 노트북을 끝까지 채점하지 못했습니다. 제출하신 내용과는 관계가 "
            "없습니다.",
        ),
        "advice_platform_error": _of(
            "You need do nothing. Your notebook is kept and will be graded again.",
            "따로 하실 일은 없습니다. 제출물은 보관되어 있으며 다시 채점합니다.",
        ),
        "receipt": _of(
            "This page is about the version of your notebook whose SHA-256 begins with {digits}.",
            "피드백 대상 제출물의 SHA-256 앞자리: {digits}",
        ),
        # Figures
        "figure_title": _of("Relative error of {name}", "{name}의 상대오차"),
        "figure_close": _of(
            "{name}: the errors are close to the tolerance.",
            "{name}: 오차가 허용 오차와 비슷한 크기입니다.",
        ),
        "figure_single": _of(
            "{name} is off by a relative error of about {size}.",
            "{name}: 상대오차가 약 {size}입니다.",
        ),
        "figure_where": _of(
            "{name}: {wrong} of {entries} entries are off ({axes} {where}).",
            "{name}: 원소 {entries}개 중 {wrong}개가 허용 오차를 벗어납니다({axes} {where}).",
        ),
        "figure_largest": _of(
            "The largest relative error is about {size}.", "가장 큰 상대오차는 약 {size}입니다."
        ),
        "figure_not_finite": _of(
            "Not finite (nan or inf): {count}.",
            "그중 유한하지 않은 값(nan 또는 inf)은 {count}개입니다.",
        ),
        "figure_single_not_finite": _of(
            "{name} is not finite (nan or inf).", "{name}: 유한하지 않은 값(nan 또는 inf)입니다."
        ),
        "figure_axis": _of("{axis} (index from 0)", "{axis} (인덱스, 0부터)"),
        # Axes as graders name them; others are shown as they are
        "axis_sample": _of("sample", "표본"),
        "axis_time_step": _of("time step", "시점"),
        "axis_steps_back": _of("steps back", "거슬러 올라간 시점 수"),
        "axis_feature": _of("feature", "특성"),
        "axis_weight": _of("weight", "가중치"),
        "axis_input": _of("input", "입력"),
        "axis_output": _of("output", "출력"),
        "axis_state": _of("state", "상태"),
        "axis_from_state": _of("from state", "이전 상태"),
        "axis_to_state": _of("to state", "다음 상태"),
        "axis_row": _of("row", "행"),
        "axis_column": _of("column", "열"),
        "axis_entry": _of("entry", "원소"),
        "axis_epoch": _of("epoch", "에폭"),
        "key_bars": _of("relative error, log scale", "상대오차(로그 눈금)"),
        "key_cells": _of(
            "each cell: log₁₀ of the relative error (−3: one part in a thousand, =: equal)",
            "각 칸: 상대오차의 log₁₀(−3: 천분의 일, =: 일치)",
        ),
        "key_wrong": _of("off", "벗어남"),
        "key_right": _of("right", "맞음"),
        "key_nan": _of("nan: not finite", "nan: 유한하지 않은 값"),
        "key_tolerance": _of("tolerance", "허용 오차"),
        # The class report and the tables in the terminal
        "class_report": _of("Class report", "전체 결과 보고서"),
        "staff_only": _of(
            "For staff: it names people and hidden tests.",
            "운영진용입니다. 이름과 숨은 테스트가 들어 있습니다.",
        ),
        "submissions": _of("submissions", "제출물"),
        "graded": _of("graded", "채점 완료"),
        "mean": _of("mean", "평균"),
        "median": _of("median", "중앙값"),
        "full_marks": _of("full marks", "만점"),
        "seconds_all": _of("seconds of grading", "채점 시간(초)"),
        "distribution": _of("Distribution of scores", "점수 분포"),
        "distribution_words": _of(
            "Scores from {low} to {high} of {points}, mean {mean}, median {median}.",
            "{points}점 만점에 최저 {low}점, 최고 {high}점, 평균 {mean}점, "
            "중앙값 {median}점입니다.",
        ),
        "score": _of("Score", "점수"),
        "facility_by_exercise": _of("Exercises", "문항"),
        "facility": _of("Facility", "득점률"),
        "facility_means": _of(
            "Facility is the share of an exercise's points that the class earned.",
            "득점률은 전체가 얻은 점수를 배점으로 나눈 비율입니다.",
        ),
        "right_count": _of("Right", "맞음"),
        "missed": _of("What most people got wrong", "가장 많이 틀린 내용"),
        "missed_caption": _of(
            "Hidden tests, the most missed first", "많이 틀린 순서의 숨은 테스트"
        ),
        "nothing_missed": _of("Nobody missed anything.", "틀린 사람이 없습니다."),
        "what_was_checked": _of("What was checked", "확인한 내용"),
        "missed_by": _of("Missed by", "틀린 인원"),
        "most_frequent": _of("Most frequent finding", "가장 흔한 결과"),
        "known_mistakes": _of("Known mistakes recognised", "알려진 실수"),
        "no_known_mistakes": _of(
            "No known mistake was recognised.", "알려진 실수에 해당하는 제출물이 없습니다."
        ),
        "count": _of("Count", "인원"),
        "students": _of("Students", "학생"),
        "students_caption": _of("Scores, the highest first", "점수가 높은 순서"),
        "student": _of("Student", "학생"),
        "name": _of("Name", "이름"),
        "status": _of("Status", "상태"),
        "without_score": _of("Without a score", "점수가 없는 제출물"),
        "why": _of("Why", "이유"),
        "isolation": _of("Isolation", "격리 수준"),
        "seconds": _of("Seconds", "시간(초)"),
        "status_graded": _of("graded", "채점 완료"),
        "status_unreadable": _of("unreadable", "읽을 수 없음"),
        "status_refused": _of("refused", "받지 않음"),
        "status_course_error": _of("fault in the course", "과제 쪽 문제"),
        "status_platform_error": _of("fault of the platform", "시스템 문제"),
        "for_staff": _of("For staff", "운영진용"),
        # Quizzes
        "preview": _of("Preview", "미리보기"),
        "version": _of("version", "버전"),
        "authors_only": _of(
            "For authors: the answers are in it.", "출제자용입니다. 정답이 들어 있습니다."
        ),
        "questions": _of("questions", "문제"),
        "attempts": _of("attempts", "응시 횟수"),
        "unlimited": _of("unlimited", "제한 없음"),
        "minutes": _of("minutes", "제한 시간(분)"),
        "opens": _of("opens", "시작"),
        "closes": _of("closes", "마감"),
        "answer": _of("Answer", "정답"),
        "answer_and_feedback": _of("Answer and feedback", "정답과 피드백"),
        "wrong": _of("wrong", "틀림"),
        "known_wrong_answers": _of("Known wrong answers", "자주 나오는 오답"),
        "costs": _of("costs", "감점"),
        "explanation": _of("Explanation", "해설"),
        "said_true": _of("true", "참"),
        "said_false": _of("false", "거짓"),
        "references": _of("To read on", "참고 자료"),
        "variants": _of("Variants", "변형"),
        "values": _of("Values", "값"),
        "statistics": _of("Statistics", "통계"),
        "alpha": _of("alpha", "알파 계수"),
        "standard_error": _of("standard error", "측정의 표준오차"),
        "question": _of("Question", "문제"),
        "by_question": _of("By question", "문제별"),
        "answered": _of("Answered", "답한 학생"),
        "guessing": _of("Guessing", "찍을 때"),
        "rest": _of("Item-rest correlation", "문항-나머지 상관"),
        "discrimination": _of("Discrimination", "변별도"),
        "answered_short": _of("n", "명"),
        "guessing_short": _of("guess", "찍기"),
        "rest_short": _of("item-rest", "나머지 상관"),
        "discrimination_short": _of("discr.", "변별"),
        "time_short": _of("time", "시간"),
        "median_time": _of("Median time", "시간 중앙값"),
        "to_look_at": _of("To look at", "살펴볼 점"),
        "nothing_to_look_at": _of("Nothing stands out.", "눈에 띄는 점이 없습니다."),
        "given_answers": _of("Answers by thirds of the scores", "점수 삼분위별 답"),
        "third_lower": _of("lower", "하위"),
        "third_middle": _of("middle", "중위"),
        "third_upper": _of("upper", "상위"),
        "first_attempts": _of(
            "First attempts only. Intervals hold 95 %.",
            "첫 응시만 셉니다. 구간은 95% 신뢰구간입니다.",
        ),
        "facility_figure": _of("Facility by question", "문제별 득점률"),
        "facility_figure_words": _of(
            "Mean share of the points of each question, with its interval. "
            "Lowest: {low} ({low_share}), highest: {high} ({high_share}).",
            "문제별 평균 득점률과 신뢰구간입니다. 가장 낮은 문제: {low}({low_share}), "
            "가장 높은 문제: {high}({high_share}).",
        ),
        "no_answer": _of("no answer", "답 없음"),
    }
)


@dataclass(frozen=True)
class Catalogue:
    """The strings in one language; a template looks one up as `t.key`."""

    language: str
    strings: Mapping[str, Text] = field(default_factory=lambda: STRINGS, repr=False)

    def __getitem__(self, key: str) -> str:
        return self.strings[key].in_language(self.language)

    def get(self, key: str, otherwise: str) -> str:
        return self[key] if key in self.strings else otherwise

    def say(self, key: str, **values: object) -> str:
        """The string with its placeholders filled in; raises KeyError if one is missing."""
        return self[key].format(**values)


def catalogue(language: str, strings: Mapping[str, Text] = STRINGS) -> Catalogue:
    """The strings in `language`, English where the platform does not speak it."""
    return Catalogue(language if language in LANGUAGES else "en", strings)
