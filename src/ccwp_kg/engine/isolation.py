"""Takes network, files and memory away from a process, as far as the platform allows.

Linux offers all of it. Elsewhere a process goes on without, and `restrict` says what is missing; then only the check of
a query's text keeps it from other servers and files.
"""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import signal
import struct
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path

_LINUX = sys.platform == "linux"
# linux/prctl.h, linux/sched.h, linux/landlock.h
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x1000_0000, 0x4000_0000
_LANDLOCK_CREATE, _LANDLOCK_RESTRICT, _LANDLOCK_VERSION = 444, 446, 1
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_BIND_AND_CONNECT = 3
_POLL_SECONDS = 0.5


def die_with(parent: int, *, watching: bool = True) -> None:
    """End this process when its parent, whose process id this is, ends.

    On Linux the kernel does it. Elsewhere a thread polls for the parent, unless `watching` is False: the process then
    notices by itself.
    """
    if _LINUX:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    elif watching:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before we asked
        os._exit(0)


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_POLL_SECONDS)
    os._exit(0)


def fork_without_handlers(signals: Iterable[int]) -> int:
    """Fork; the child begins with the default handlers of these signals. Returns what os.fork does, and raises it.

    A child that still had its parent's handlers would swallow a SIGTERM, so the signals wait until it has its own.
    """
    numbers = tuple(signals)
    signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
    try:
        pid = os.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            for number in numbers:
                signal.signal(number, signal.SIG_DFL)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, numbers)
    return pid


def memory_in_use() -> int:
    """Bytes of address space of this process; 0 if the platform does not say."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text(encoding="ascii").split()[0]) * resource.getpagesize() if statm.exists() else 0


def resident_memory(pid: int) -> int:
    """Bytes of resident memory of a process; 0 if the platform does not say or the process has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


def give_back_memory() -> None:
    """Give what loading has left over back to the system, where the C library can (glibc: malloc_trim)."""
    gc.collect()
    if _LINUX and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)) is not None:
        trim(0)


def limit_memory(size: int) -> None:
    """Limit the address space of this process to `size` bytes; 0 sets no limit."""
    if size and _LINUX:
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def pages_touched() -> int:
    """Bytes of memory that this process has touched or copied since its start (minor page faults)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt * resource.getpagesize()


def restrict() -> tuple[str, ...]:
    """Take network and files from this process and all it forks; returns a sentence for each that stays."""
    if not _LINUX:
        return ("query processes keep network and files, for this platform cannot take them away",)
    libc = ctypes.CDLL(None, use_errno=True)
    missing = []
    if libc.unshare(_CLONE_NEWNET) != 0 and libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        missing.append("query processes keep the network, for the kernel gave them no namespace of their own")
    version = libc.syscall(_LANDLOCK_CREATE, None, 0, _LANDLOCK_VERSION)
    if version < 1 or not _landlock(libc, version):
        missing.append("query processes keep access to files, for the kernel has no Landlock")
    return tuple(missing)


def _landlock(libc: ctypes.CDLL, version: int) -> bool:
    """Apply an empty ruleset: it denies every file right it handles, and TCP where the kernel can (landlock(7))."""
    files = (1 << _FILE_RIGHTS.get(version, 16)) - 1
    attributes = struct.pack("QQ", files, _BIND_AND_CONNECT) if version >= 4 else struct.pack("Q", files)
    ruleset = libc.syscall(_LANDLOCK_CREATE, attributes, len(attributes), 0)
    if ruleset < 0:
        return False
    taken = libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 and libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0) == 0
    os.close(ruleset)
    return bool(taken)
