"""A store in processes of its own: each query in one that can be killed, without network or files, its memory limited.

launcher   holds no store; starts the zygote and the HTTP processes, swaps releases, ends everything
zygote     loads a release once and forks the query workers, which share its memory
worker     answers one query after the other
slots      shared memory that tells who runs what, since when, for whom
channel    how a query reaches a worker and its answer comes back
client     the store's door in an HTTP process; it watches its own query and ends it at the limit
isolation  what the platform offers to keep a process from network, files and memory
"""

from ccwp_kg.engine.client import EngineStore, Shares
from ccwp_kg.engine.launcher import Desk, Launcher
from ccwp_kg.engine.zygote import Allowance, Loaded

__all__ = ["Allowance", "Desk", "EngineStore", "Launcher", "Loaded", "Shares"]
