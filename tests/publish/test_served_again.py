"""Answers that are kept: by tag and host, within their limits."""

from __future__ import annotations

from starlette.requests import Request

from budgetgraph.publish.web.kept_answers import KeptAnswers

HEADERS = {"Content-Type": "text/plain", "ETag": '"a"'}


def asked(host: str = "data.example") -> Request:
    headers = [(b"host", host.encode())]
    scope = {"type": "http", "scheme": "http", "path": "/", "query_string": b"", "headers": headers}
    return Request(scope)


def test_an_answer_is_given_again_with_its_headers() -> None:
    answers = KeptAnswers()
    answers.keep(asked(), '"a"', b"12.50", HEADERS)
    again = answers.get(asked(), '"a"')
    assert again is not None
    assert (again.body, again.headers["etag"], again.status_code) == (b"12.50", '"a"', 200)
    assert answers.get(asked(), '"b"') is None


def test_what_was_made_for_one_host_is_not_sent_to_another() -> None:
    answers = KeptAnswers()
    answers.keep(asked("evil.example"), '"a"', b"http://evil.example/", HEADERS)
    assert answers.get(asked("data.example"), '"a"') is None


def test_a_long_answer_is_not_kept() -> None:
    answers = KeptAnswers(longest=4)
    answers.keep(asked(), '"a"', b"1234", HEADERS)
    answers.keep(asked(), '"b"', b"12345", HEADERS)
    assert answers.get(asked(), '"a"') is not None
    assert answers.get(asked(), '"b"') is None


def test_the_answer_asked_for_longest_ago_goes_first() -> None:
    answers = KeptAnswers(most_bytes=2 * 1024 + 6)
    for tag in ('"a"', '"b"'):
        answers.keep(asked(), tag, b"123", HEADERS)
    assert answers.get(asked(), '"a"') is not None, "two of them just fit"
    answers.keep(asked(), '"c"', b"123", HEADERS)
    assert answers.get(asked(), '"b"') is None
    assert answers.get(asked(), '"a"') is not None


def test_an_answer_that_is_kept_twice_counts_once() -> None:
    answers = KeptAnswers(most_bytes=2 * 1024 + 6)
    for _ in range(3):
        answers.keep(asked(), '"a"', b"123", HEADERS)
    answers.keep(asked(), '"b"', b"123", HEADERS)
    assert answers.get(asked(), '"a"') is not None
