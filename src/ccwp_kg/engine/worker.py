"""A query worker: answers one query after the other until it is ended."""

from __future__ import annotations

import socket
import traceback
from contextlib import suppress

from pyoxigraph import NamedNode

from ccwp_kg.engine.channel import Inbox, Job, Lost, Outbox, send_failure
from ccwp_kg.engine.isolation import pages_touched
from ccwp_kg.engine.slots import RESTED, Slots
from ccwp_kg.errors import CcwpError, QueryMemoryExceeded
from ccwp_kg.formats import RDF_FORMATS, RESULT_FORMATS
from ccwp_kg.store import Dataset, EmbeddedStore

_FORMATS = {form.name: form for form in (*RESULT_FORMATS, *RDF_FORMATS)}
_PRIVATE = 96 << 20
"""A worker that has copied so many bytes of shared memory is replaced."""
_PRIVATE_AT_REST = 6 << 20
"""And so is one that has copied so many, once nobody has asked it for `_REST` seconds."""
_REST = 10.0


def work(store: EmbeddedStore, queue: socket.socket, slots: Slots, slot: int) -> int:
    """Answer queries from the queue until it is closed, or until this process has copied too much shared memory.

    Returns the exit code of this process: RESTED where nobody needs the memory that it copied, else 0.
    """
    inbox = Inbox(queue)
    touched = pages_touched()
    while True:
        copied = pages_touched() - touched
        try:
            taken = inbox.take(_REST if copied > _PRIVATE_AT_REST else None)
        except Lost:
            return 0
        if taken is None:
            return RESTED
        job, reply = taken
        slots.begin(slot, request=job.request, client=job.client, label=job.label, text=job.text)
        with reply:
            out_of_memory = _answer(store, job, reply)
        slots.end(slot)
        if out_of_memory or pages_touched() - touched > _PRIVATE:
            return 0


def _answer(store: EmbeddedStore, job: Job, reply: socket.socket) -> bool:
    """Answer one query. Returns whether memory ran out, so that this process should end now."""
    out_of_memory = False
    try:
        outbox = Outbox()
        dataset = Dataset(tuple(map(NamedNode, job.default_graphs)), tuple(map(NamedNode, job.named_graphs)))
        store.write(job.text, _FORMATS[job.form], outbox, dataset=dataset)
        outbox.send(reply, job.request)
    except CcwpError as error:
        _fail(reply, job, error)
    except MemoryError:
        out_of_memory = True
        _fail(reply, job, QueryMemoryExceeded(""))
    except ConnectionError:
        return False  # the asking process has gone
    except Exception:  # noqa: BLE001  # whatever it is, the same query would meet it again
        traceback.print_exc()
        _fail(reply, job, CcwpError("the engine met an error of its own"))
    return out_of_memory


def _fail(reply: socket.socket, job: Job, error: CcwpError) -> None:
    line, column = getattr(error, "line", None), getattr(error, "column", None)
    with suppress(ConnectionError):  # the asking process has gone
        send_failure(reply, job.request, (type(error).__name__, str(error), line, column))
