"""Why a submission cannot be graded as it was sent, and what its author does about it."""

from __future__ import annotations

from autograder.errors import SubmissionError
from autograder.text import Text

_REFUSED = "refused"
_UNREADABLE = "unreadable"


def too_large(limit: int) -> SubmissionError:
    """`limit` in bytes."""
    mb = f"{limit / 2**20:g}"
    return _refused(
        f"The notebook is larger than {mb} MB. Clear its outputs (Edit > Clear Outputs of All "
        "Cells), save it and send it again.",
        f"노트북이 {mb} MB보다 큽니다. 출력을 모두 지우고(Edit > Clear Outputs of All Cells) "
        "저장한 뒤 다시 제출하십시오.",
    )


def too_many_values() -> SubmissionError:
    return _refused(
        "The notebook holds more single numbers, lists and other values than can be read. Clear "
        "its outputs (Edit > Clear Outputs of All Cells), save it and send it again.",
        "노트북에 숫자, 목록 등의 값이 너무 많아 읽을 수 없습니다. 출력을 모두 지우고"
        "(Edit > Clear Outputs of All Cells) 저장한 뒤 다시 제출하십시오.",
    )


def too_many_cells(limit: int) -> SubmissionError:
    return _refused(
        f"The notebook has more than {limit} code cells. Remove those that the assignment does "
        "not need and send it again.",
        f"노트북에 코드 셀이 {limit}개보다 많습니다. 과제에 필요 없는 셀을 지우고 다시 "
        "제출하십시오.",
    )


def too_much_code(limit: int) -> SubmissionError:
    """`limit` in characters."""
    return _refused(
        f"The notebook's code cells hold more than {limit:,} characters. Keep data out of the code "
        "and send the notebook again.",
        f"노트북의 코드 셀에 글자가 {limit:,}자보다 많습니다. 데이터를 코드에 넣지 말고 다시 "
        "제출하십시오.",
    )


def link() -> SubmissionError:
    return _refused(
        "A link was sent in place of a file, and links are not followed. Send the notebook itself.",
        "파일 대신 링크가 제출되었습니다. 링크는 따라가지 않습니다. 노트북 파일 자체를 "
        "제출하십시오.",
    )


def not_a_file() -> SubmissionError:
    return _refused(
        "What was sent has a notebook's name but is no ordinary file. Save the notebook in "
        "JupyterLab and send the .ipynb file.",
        "이름은 노트북이지만 일반 파일이 아닙니다. JupyterLab에서 노트북을 저장하고 .ipynb "
        "파일을 제출하십시오.",
    )


def no_permission() -> SubmissionError:
    return _refused(
        "The file cannot be opened: its permissions forbid it. Save it again as a new file and "
        "send that; course staff can change the permissions of this one.",
        "파일 권한 때문에 열 수 없습니다. 새 파일로 저장하여 다시 제출하십시오. 이 파일의 권한은 "
        "운영진이 바꿀 수 있습니다.",
    )


def vanished() -> SubmissionError:
    return _refused(
        "The file changed or went away while it was read. Send it again.",
        "읽는 동안 파일이 바뀌거나 사라졌습니다. 다시 제출하십시오.",
    )


def bad_name() -> SubmissionError:
    return _refused(
        "The name of the file or folder has characters that a name cannot have here, or is too "
        "long. Rename it to your student id and send it again.",
        "파일이나 폴더의 이름에 쓸 수 없는 문자가 있거나 이름이 너무 깁니다. 학번으로 이름을 "
        "바꾸어 다시 제출하십시오.",
    )


def outside_archive() -> SubmissionError:
    return _refused(
        "The file's name in the zip leads out of the zip. Send the notebook itself, named by "
        "your student id.",
        "zip 안의 파일 이름이 zip 바깥을 가리킵니다. 학번을 이름으로 하여 노트북 파일 자체를 "
        "제출하십시오.",
    )


def encrypted() -> SubmissionError:
    return _refused(
        "The file in the zip has a password. Send it without one.",
        "zip 안의 파일에 암호가 걸려 있습니다. 암호 없이 다시 제출하십시오.",
    )


def unknown_compression() -> SubmissionError:
    return _refused(
        "The file in the zip is packed in a way that is not read here. Send the .ipynb file "
        "itself.",
        "zip 안의 파일이 지원하지 않는 방식으로 압축되어 있습니다. .ipynb 파일 자체를 "
        "제출하십시오.",
    )


def overpacked() -> SubmissionError:
    return _refused(
        "The file in the zip unpacks to far more than a notebook holds. Clear the notebook's "
        "outputs and send the .ipynb file itself.",
        "zip 안의 파일이 노트북이라고 보기 어려울 만큼 크게 풀립니다. 출력을 모두 지우고 .ipynb "
        "파일 자체를 제출하십시오.",
    )


def damaged() -> SubmissionError:
    return _refused(
        "The file in the zip is damaged. Save the notebook and send it again.",
        "zip 안의 파일이 손상되었습니다. 노트북을 다시 저장하여 제출하십시오.",
    )


def packed(name: str) -> SubmissionError:
    return _refused(
        f"{name} is an archive. Unpack it and send the notebook itself.",
        f"압축 파일({name})이 제출되었습니다. 압축을 풀고 노트북 파일 자체를 제출하십시오.",
    )


def no_notebook(expected: str) -> SubmissionError:
    return _refused(
        f"There is no notebook in the folder. Send {expected}.",
        f"폴더에 노트북이 없습니다. {expected} 파일을 제출하십시오.",
    )


def several_notebooks(expected: str) -> SubmissionError:
    return _refused(
        f"There are several notebooks in the folder and none is named {expected}. Give that name "
        "to the one that counts and send it again.",
        f"폴더에 노트북이 여러 개 있고 이름이 {expected}인 것이 없습니다. 채점받을 노트북의 "
        "이름을 그렇게 바꾸어 다시 제출하십시오.",
    )


def superseded(kept: str) -> SubmissionError:
    return _refused(
        f"The same student sent more than one notebook; {kept} is the later one and counts. Send "
        "only one.",
        f"같은 학생의 노트북이 둘 이상입니다. 더 나중 것인 {kept}만 채점합니다. 노트북은 하나만 "
        "제출하십시오.",
    )


def empty() -> SubmissionError:
    return _unreadable(
        "The file is empty. Save the notebook in JupyterLab and send it again.",
        "빈 파일입니다. JupyterLab에서 노트북을 저장한 뒤 다시 제출하십시오.",
    )


def other_kind(kind: Text) -> SubmissionError:
    return _unreadable(
        f"The file is {kind['en']}, not a notebook. Send the .ipynb file that JupyterLab or Colab "
        "downloads (File > Download).",
        f"노트북이 아니라 {kind['ko']}입니다. JupyterLab이나 Colab에서 내려받은(File > Download) "
        ".ipynb 파일을 제출하십시오.",
    )


def not_utf8() -> SubmissionError:
    return _unreadable(
        "The file is not UTF-8 text, so it is no notebook as Jupyter saves one. Open it in "
        "JupyterLab, save it and send it again.",
        "UTF-8 텍스트가 아니므로 Jupyter가 저장한 노트북이 아닙니다. JupyterLab에서 열어 저장한 "
        "뒤 다시 제출하십시오.",
    )


def not_json(line: int, column: int) -> SubmissionError:
    return _unreadable(
        f"The file is no valid JSON: it breaks off or has an error at line {line}, column "
        f"{column}. Open it in JupyterLab; if that fails too, go back to an earlier copy.",
        f"올바른 JSON이 아닙니다. {line}번째 줄 {column}번째 칸에서 끊겼거나 오류가 있습니다. "
        "JupyterLab에서 열어 보고, 열리지 않으면 이전 사본을 제출하십시오.",
    )


def too_deep() -> SubmissionError:
    return _unreadable(
        "The file is nested far deeper than a notebook. Copy your cells into the released "
        "notebook and send that.",
        "노트북이라고 보기 어려울 만큼 깊게 중첩되어 있습니다. 배포된 노트북에 셀을 옮겨 담아 "
        "제출하십시오.",
    )


def no_cells() -> SubmissionError:
    return _unreadable(
        "The file is JSON, but it has no list of cells, so it is no notebook. Send the .ipynb "
        "file that you worked in.",
        "JSON 파일이지만 셀 목록이 없으므로 노트북이 아닙니다. 작업한 .ipynb 파일을 제출하십시오.",
    )


def unknown_format(version: str) -> SubmissionError:
    return _unreadable(
        f"The notebook is in format {version}; formats 3 and 4 are read. Open it in JupyterLab, "
        "save it and send it again.",
        f"노트북 형식이 {version}입니다. 형식 3과 4만 읽을 수 있습니다. JupyterLab에서 열어 "
        "저장한 뒤 다시 제출하십시오.",
    )


def _refused(en: str, ko: str) -> SubmissionError:
    return SubmissionError(_REFUSED, Text.of(en, ko))


def _unreadable(en: str, ko: str) -> SubmissionError:
    return SubmissionError(_UNREADABLE, Text.of(en, ko))
