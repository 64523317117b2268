"""What `quiz take` says, in English and Korean; in Korean no particle follows a placeholder."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from autograder.text import Text

_of = Text.of

WORDS: Mapping[str, Text] = MappingProxyType(
    {
        "points": _of("Points", "배점"),
        "no_answer": _of("none", "없음"),
        "question_of": _of("Question {place} of {count}", "문제 {place} / {count}"),
        "time_left": _of("{minutes} min left", "{minutes}분 남음"),
        "your_answer": _of("Your answer", "답"),
        "saved": _of("Saved.", "저장했습니다."),
        "pairs_missing": _of(
            "Still without a letter: {count}.", "아직 짝이 없는 항목이 {count}개 있습니다."
        ),
        "kept_as_given": _of(
            "This answer cannot be read. Please write it again.",
            "답을 읽을 수 없습니다. 다시 써 주십시오.",
        ),
        "earlier_stays": _of("Your earlier answer stays.", "앞서 쓴 답은 그대로 남아 있습니다."),
        "how_to": _of(
            "Enter goes on. :h hint, :b back, :f hand in, :q leave and go on later.",
            "Enter: 다음, :h 힌트, :b 이전, :f 제출, :q 나갔다가 나중에 이어서 풀기",
        ),
        "type_one": _of("a letter", "글자 하나"),
        "type_several": _of("letters, or - for none", "글자 여러 개, 없으면 -"),
        "type_true_false": _of(
            "true or false, and the letter of the reason: true b",
            "참 또는 거짓과 이유의 글자: 참 b",
        ),
        "type_pairs": _of("pairs: 1a 2b", "짝: 1a 2b"),
        "type_order": _of("all letters in order: c a b", "모든 글자를 순서대로: c a b"),
        "type_blank": _of("blank {name}", "빈칸 {name}"),
        "blanks_first": _of(
            "First the other blanks of this question; Enter leaves one empty.",
            "먼저 이 문제의 나머지 빈칸을 채우십시오. Enter를 누르면 빈칸을 비워 둡니다.",
        ),
        "hint_costs": _of(
            "The next hint costs {cost} of the points. Show it? [y/N]",
            "다음 힌트를 보면 배점의 {cost}만큼 감점됩니다. 보시겠습니까? [y/N]",
        ),
        "hand_in": _of(
            "{answered} of {count} questions answered. Hand in? [y/N]",
            "{count}문제 중 {answered}문제에 답했습니다. 제출하시겠습니까? [y/N]",
        ),
        "left": _of(
            "Your answers are kept. The same command goes on from here.",
            "답은 저장되어 있습니다. 같은 명령으로 이어서 풀 수 있습니다.",
        ),
        "resumed": _of("You go on with attempt {number}.", "{number}번째 응시를 이어서 합니다."),
        "began": _of("Attempt {number} begins.", "{number}번째 응시를 시작합니다."),
        "extent": _of(
            "{count} questions, {points} points in all.",
            "모두 {count}문제이고 {points}점 만점입니다.",
        ),
        "attempts_after": _of(
            "Attempts left after this one: {left}.", "이번 응시 뒤에 남는 응시: {left}회"
        ),
        "until": _of("Answers count until {time}.", "답을 받는 시각: {time}까지"),
        "time_up": _of("The time is up.", "시간이 끝났습니다."),
        "handed_in": _of("The attempt is over.", "응시가 끝났습니다."),
        "shown_later": _of("Results are not shown yet.", "결과는 아직 볼 수 없습니다."),
        "score": _of("Score", "점수"),
        "right": _of("Right.", "맞았습니다."),
        "right_answer": _of("A right answer", "정답"),
        "explanation": _of("Explanation", "해설"),
        "references": _of("To read on", "참고 자료"),
        "score_counts": _of("The score that counts: {score}", "반영되는 점수: {score}"),
    }
)
