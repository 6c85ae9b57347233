"""One call of the OpenAI-compatible chat protocol, streamed or whole, with nothing but httpx: local servers and services speak it alike."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.errors import GraphError, MissingExtra, UsageError
from kg.readings.answer import LONGEST, SCHEMA
from kg.readings.asking import Call

AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
UNSCHEMED = frozenset({400, 404, 422, 501})  # a server that knows no schema is asked without one
MOST_BYTES = 8 * LONGEST
LONGEST_WAIT = 60.0  # seconds


class Unanswered(GraphError):
    """A call that was not answered, after all tries."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a server answered: its text and the tokens that it counted (asked, answered; None where it did not say)."""

    text: str
    usage: tuple[int, int] | None = None


@dataclass
class Server:
    """A server at ``url`` (…/v1); ``key`` goes into the header of each call and nowhere else.

    ``timeout`` are seconds without a byte, ``longest`` seconds of a whole call, ``tries`` how often a call is made that fails for a while, with
    waits that double from ``wait`` seconds on, or as the server asks. ``sleep`` is for tests.
    """

    url: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 120.0
    longest: float = 900.0
    tries: int = 5
    wait: float = 1.0
    stream: bool = True
    sleep: Callable[[float], None] = time.sleep
    schema: bool = True

    def __post_init__(self) -> None:
        if not self.url.startswith(("http://", "https://")):
            raise UsageError(f"{self.url!r} is no address of a server", "give http://HOST:PORT/v1 or https://…/v1")
        httpx = _httpx()
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        self._client = httpx.Client(headers=headers, timeout=self.timeout, follow_redirects=False, trust_env=False)

    def close(self) -> None:
        """End all connections."""
        self._client.close()

    def ask(self, call: Call) -> Said:
        """The answer to a call. Raises ``Unanswered`` with the last reason."""
        why = ""
        for n in range(self.tries):
            try:
                return self._once(call)
            except _Later as later:
                why = str(later)
                if n + 1 < self.tries:
                    self.sleep(min(LONGEST_WAIT, later.wait or self.wait * 2**n * (1 + random.random() / 4)))  # noqa: S311
        raise Unanswered(f"{call.piece.id}: {why} ({self.tries} tries)", "run the same command again: what was answered is kept")

    def _once(self, call: Call) -> Said:
        httpx = _httpx()
        try:
            with self._client.stream("POST", f"{self.url.rstrip('/')}/chat/completions", json=self._body(call)) as response:
                if response.status_code in UNSCHEMED and self.schema:
                    self.schema = False
                    raise _Later(f"status {response.status_code} with a schema", 0.001)
                if response.status_code in AGAIN:
                    raise _Later(f"status {response.status_code}", _asked_to_wait(response.headers))
                if response.status_code != 200:
                    self._refused(response)
                return self._without_key(_read(response, time.monotonic() + self.longest))
        except httpx.TransportError as error:
            raise _Later(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__) from None
        except httpx.InvalidURL as error:
            raise UsageError(f"{self.url!r} is no address of a server: {error}", "give http://HOST:PORT/v1") from None

    def _refused(self, response: Any) -> None:
        """An answer that no further try would change."""
        told = b"".join(_bounded(response.iter_bytes(), time.monotonic() + self.timeout))[:300].decode("utf-8", "replace")
        raise Unanswered(f"{self.url}: status {response.status_code}: {self._hidden(told)}", "check the address, the model's name and the key (KG_READER_KEY)")

    def _without_key(self, said: Said) -> Said:
        """The answer, should it hold the key, without it: an answer is kept in a file."""
        return Said(self._hidden(said.text), said.usage)

    def _hidden(self, text: str) -> str:
        return text.replace(self.key, "…") if self.key else text

    def _body(self, call: Call) -> Mapping[str, Any]:
        body: dict[str, Any] = {"model": call.model, "messages": call.messages, "stream": self.stream, **dict(call.parameters)}
        if self.stream:
            body["stream_options"] = {"include_usage": True}
        if self.schema:
            body["response_format"] = {"type": "json_schema", "json_schema": {"name": "facts", "schema": SCHEMA, "strict": True}}
        return body


class _Later(Exception):
    """A failure that may pass; ``wait`` are the seconds that the server asks for."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        self.wait = wait
        super().__init__(why)


def _httpx() -> Any:
    try:
        import httpx
    except ImportError:
        raise MissingExtra("asking a model", "reader") from None
    return httpx


def _asked_to_wait(headers: Mapping[str, str]) -> float:
    try:
        return max(0.0, min(LONGEST_WAIT, float(headers.get("retry-after", 0))))
    except ValueError:
        return 0.0


def _read(response: Any, deadline: float) -> Said:
    """The text of an answer, whichever way it comes."""
    if "event-stream" in response.headers.get("content-type", ""):
        return _streamed(_lines(_bounded(response.iter_bytes(), deadline)))
    whole = b"".join(_bounded(response.iter_bytes(), deadline)).decode("utf-8", "replace")
    return _whole(_json(whole))


def _bounded(chunks: Iterator[bytes], deadline: float) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > MOST_BYTES:
            raise _Later(f"an answer of more than {MOST_BYTES >> 20} MB")
        if time.monotonic() > deadline:
            raise _Later("the answer took too long")
        yield chunk


def _lines(chunks: Iterator[bytes]) -> Iterator[str]:
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        yield from (line.decode("utf-8", "replace").rstrip("\r") for line in lines)
    yield rest.decode("utf-8", "replace")


def _streamed(lines: Iterator[str]) -> Said:
    """The parts of a stream of events put together; a stream that breaks off is no answer."""
    parts: list[str] = []
    usage: tuple[int, int] | None = None
    ended = False
    for line in lines:
        data = line.removeprefix("data:").strip() if line.startswith("data:") else ""
        if data == "[DONE]":
            ended = True
            break
        if data:
            event = _json(data)
            usage = _usage(event) or usage
            for choice in _choices(event):
                delta = choice.get("delta")
                parts.append(_text(delta.get("content") if isinstance(delta, dict) else None))
                ended = ended or bool(choice.get("finish_reason"))
    if not ended:
        raise _Later("the stream broke off")
    return Said("".join(parts), usage)


def _whole(answer: dict[str, Any]) -> Said:
    choices = _choices(answer)
    if not choices:
        raise _Later(f"no answer in it: {json.dumps(answer, ensure_ascii=False)[:200]}")
    message = choices[0].get("message")
    return Said(_text(message.get("content") if isinstance(message, dict) else None), _usage(answer))


def _choices(answer: dict[str, Any]) -> list[dict[str, Any]]:
    if error := answer.get("error"):
        raise _Later(f"the server says: {str(error)[:200]}")
    found = answer.get("choices")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _text(content: Any) -> str:
    return content if isinstance(content, str) else ""


def _usage(answer: Mapping[str, Any]) -> tuple[int, int] | None:
    usage = answer.get("usage")
    if not isinstance(usage, dict):
        return None
    asked, said = usage.get("prompt_tokens"), usage.get("completion_tokens")
    return (asked, said) if isinstance(asked, int) and isinstance(said, int) else None


def _json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise _Later(f"no JSON: {text[:100]!r}") from None
    if not isinstance(found, dict):
        raise _Later(f"no JSON object: {text[:100]!r}")
    return found
