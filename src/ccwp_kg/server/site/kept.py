"""Values that are made once for each state of the data: a page of a release never changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from ccwp_kg.store import Store

_T = TypeVar("_T")


class KeptValues:
    """At most so many values by their keys, for the state that the store is in: those used last, or those made first.

    None is no value, and of a store whose data may change nothing is kept.
    """

    def __init__(self, store: Store, most: int = 32, *, lets_go: bool = True) -> None:
        self._store = store
        self._most = most
        self._lets_go = lets_go
        self._state: str | None = None
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """The value of a key; `make` makes it where it is not kept, and may be called by several threads at once."""
        state = self._store.state
        if state is None:
            return make()
        with self._lock:
            if state != self._state:
                self._values.clear()
                self._state = state
            if key in self._values:
                self._values.move_to_end(key)
                kept: _T = self._values[key]
                return kept
        made = make()
        if made is None:
            return made
        with self._lock:
            # else it may have been made from the data of another state
            if self._state == state == self._store.state and (self._lets_go or len(self._values) < self._most):
                self._values[key] = made
                while len(self._values) > self._most:
                    self._values.popitem(last=False)
        return made

    def take_over(self, others: KeptValues) -> None:
        """Keep the values of others as well, if they are of the state that the store is in."""
        with self._lock:
            if others._state is not None and others._state == self._store.state:
                if others._state != self._state:
                    self._values.clear()
                    self._state = others._state
                self._values.update(others._values)
