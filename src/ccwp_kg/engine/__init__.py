"""A store in processes of its own: each query in one that can be killed, without network or files, its memory limited.

launcher     holds no store; starts the zygote and the HTTP processes, swaps releases, ends all of them
zygote       loads a release once and forks the query workers, which share its memory
worker       answers one query after the other
slots        shared memory: which worker runs which query, since when, for which client
channel      carries queries to workers and answers back
client       the workers as an HTTP process sees them, in its event loop; ends queries at their limits
concurrency  how many may do something at a time, in all and for one client
store        the same as a store, for code in threads
isolation    takes network, files and memory away from a process
"""

from ccwp_kg.engine.client import EngineClient, Shares
from ccwp_kg.engine.launcher import Launcher, ReleaseRegistry, log_for_operator
from ccwp_kg.engine.store import EngineStore
from ccwp_kg.engine.zygote import Allowance, Loaded

__all__ = [
    "Allowance",
    "EngineClient",
    "EngineStore",
    "Launcher",
    "Loaded",
    "ReleaseRegistry",
    "Shares",
    "log_for_operator",
]
