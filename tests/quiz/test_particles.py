"""Korean particles agree with how the sign before them is read."""

from __future__ import annotations

import pytest

from autograder.quiz.notation.particles import with_particles
from autograder.text import Text


@pytest.mark.parametrize(
    ("both", "one"),
    [
        ("X_1이(가) 없습니다.", "X_1이 없습니다."),
        ("X_2이(가) 없습니다.", "X_2가 없습니다."),
        ("A와(과) B이(가) 독립", "A와 B가 독립"),
        ("X_3와(과) X_6을(를)", "X_3과 X_6을"),
        ("P(X_1)(으)로 쓰면", "P(X_1)로 쓰면"),
        ("P(X_3)(으)로 쓰면", "P(X_3)으로 쓰면"),
        ("P(θ)이(가) 빠졌습니다.", "P(θ)가 빠졌습니다."),
        ("'n'은(는) 여기에", "'n'은 여기에"),
        ("A'이(가) 무엇인지", "A'이 무엇인지"),
        ("Rain이(가) 없습니다.", "Rain이(가) 없습니다."),
        ("'+'은(는) 여기에", "'+'은(는) 여기에"),
    ],
)
def test_a_particle_is_chosen_by_sound_and_both_are_left_where_it_is_not_known(both, one):
    said = with_particles(Text.of("X_1 and (that)", both))
    assert said["ko"] == one
    assert said["en"] == "X_1 and (that)"
