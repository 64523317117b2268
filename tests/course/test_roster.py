"""The roster as spreadsheets save it."""

from __future__ import annotations

import pytest

from autograder.course.roster import read_roster
from autograder.errors import CourseError


@pytest.fixture
def roster(tmp_path):
    def read(content):
        path = tmp_path / "roster.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_roster(path, ("en", "ko"))

    return read


def test_a_spreadsheets_utf8_with_windows_line_ends_is_read(roster):
    people = roster('\ufeffID,Name,Team\r\ns1,홍길동,1조\r\n\r\ns2,"Kim, A",1조\r\n')
    assert [person.name for person in people.values()] == ["홍길동", "Kim, A"]


def test_columns_may_stand_in_any_order(roster):
    person = roster("team,language,name,id\nA,ko,B,s1\n")["s1"]
    assert (person.team, person.language, person.name, person.email) == ("A", "ko", "B", "")


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("id,name,team\ns1,A,T\ns2,B,T\ns1,C,T\n", 4, "first in line 2"),
        ("id,name,team\ns1,A,T,x\n", 2, "4 fields, but 3 columns"),
        ("id,name,team\n../x,A,T\n", 2, "may hold"),
        ("id,name,team\n.s1,A,T\n", 2, "may hold"),
        ("id,name,team\ns1,A\u202eB,T\n", 2, "control"),
        ("id,name,team,language\ns1,A,T,fr\n", 2, "no language 'fr'"),
        ("id,name,teem\ns1,A,T\n", 1, "did you mean 'team'?"),
        ("id,name\ns1,A\n", 1, "the column 'team' is missing"),
        ("id,name,team,id\ns1,A,T,s2\n", 1, "given twice"),
        ("id;name;team\ns1;A;T\n", 1, "commas"),
        ("", 1, "missing"),
        ('id,name,team\ns1,"A,T\n', 2, "not CSV"),
        ("id,name,team\ns1,홍길동,1조\n".encode("cp949"), 2, "UTF-8"),
    ],
)
def test_a_faulty_line_is_named(roster, content, line, words):
    with pytest.raises(CourseError) as caught:
        roster(content)
    assert any(words in p.message and p.line == line for p in caught.value.problems)


def test_every_faulty_line_is_reported(roster):
    with pytest.raises(CourseError) as caught:
        roster("id,name,team\ns1,,T\ns2,B,\n,C,T\n")
    assert [problem.line for problem in caught.value.problems] == [2, 3, 4]


def test_another_file_than_a_roster_is_not_read_to_its_end(roster):
    with pytest.raises(CourseError) as caught:
        roster("id,name,team\n" + "!,,\n" * 100_000)
    assert 200 < len(caught.value.problems) < 300
