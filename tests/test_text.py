"""Properties of the normal forms and of decoding."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analyzer.text import RADICALS, bare, decode, normal, squeeze

chinese = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=40)


@given(st.text(max_size=60))
@example("\ufa68")  # a compatibility form of 難, which is a traditional character
def test_normal_forms_are_stable(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)
    assert bare(bare(text)) == bare(text)


@given(chinese)
def test_blanks_between_letters_do_not_matter(text: str) -> None:
    assert squeeze(" ".join(text)) == squeeze("\u3000".join(text)) == squeeze(text)


@given(chinese, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_decoding_gives_back_what_was_encoded(text: str, encoding: str) -> None:
    if encoding == "gb18030" and _is_utf8(text.encode(encoding)):
        return
    assert decode(text.encode(encoding)) == text


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def test_utf16_without_a_mark() -> None:
    assert decode("预算 2024 年\n".encode("utf-16-le")) == "预算 2024 年\n"
    assert decode("预算 2024 年\n".encode("utf-16-be")) == "预算 2024 年\n"


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(ValueError, match="not text"):
        decode(bytes(range(256)))


@pytest.mark.parametrize("radical", [chr(code) for code in RADICALS])
def test_radicals_become_ordinary_characters(radical: str) -> None:
    assert 0x4E00 <= ord(normal(radical)) <= 0x9FFF


def test_letter_spaced_labels_are_equal() -> None:
    assert squeeze("项 目") == squeeze("项目") == "项目"
    assert bare("“三公”经费（合计）") == "三公经费合计"
