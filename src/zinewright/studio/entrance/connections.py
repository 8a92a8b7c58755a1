"""Lines to browsers: one on which nothing comes is closed, so that nobody can take them all."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 15.0  # seconds
LEAST = 1_000  # bytes of what is sent, in each second


class PatientProtocol(H11Protocol):
    """HTTP/1.1 on a line that is closed when its other end keeps us waiting.

    A head has to be there within twice `PATIENCE`; of a body, some bytes have to come each time.
    """

    _came = 0
    _looked_at: object = None
    _look_again: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._looked_at = self
        self._look_again = self.loop.call_later(PATIENCE, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._look_again is not None:
            self._look_again.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._came += len(data)
        super().data_received(data)

    def _look(self) -> None:
        state, came = self.conn.their_state, self._came
        is_slow = came < LEAST * PATIENCE and not self.flow.read_paused
        is_new = self._looked_at is not self.cycle
        self._came, self._looked_at = 0, self.cycle
        if (state is h11.SEND_BODY and is_slow) or (state is h11.IDLE and not is_new):
            self.transport.abort()
        else:
            self._look_again = self.loop.call_later(PATIENCE, self._look)
