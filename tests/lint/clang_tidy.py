#!/usr/bin/env python3
"""Runs clang-tidy on our sources and remembers which are clean.

A file is checked again only when it, a header of ours that it includes, its compile command or
.clang-tidy changed: the content hash of all of these names an empty file under <build>/tidy.

Files that changed last (by commit, and before all of them what is not committed) come first. With
--budget, what does not fit is left for the next run and counted: a change is always checked, a
fresh clone may need more than one run. Tests are not checked: the macros of GoogleTest triple the
time and hide what is found.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time

OURS = ("common/", "services/", "tests/")


def is_ours(path):
    return path.startswith(OURS) and not path.endswith("_test.cc")


def compile_commands(root, build):
    """Path relative to the root -> compile command, for our sources."""
    commands = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = os.path.relpath(os.path.join(entry["directory"], entry["file"]), root)
        if is_ours(path):
            commands[path] = entry["command"]
    return commands


def included_headers(root, build):
    """Object -> headers of ours that it was built from, as ninja recorded them."""
    headers, current = {}, None
    listing = subprocess.run(
        ["ninja", "-C", str(build), "-t", "deps"], capture_output=True, text=True, check=True)
    for line in listing.stdout.splitlines():
        if line and not line.startswith((" ", "ninja:")):
            current = headers.setdefault(line.split(":")[0], [])
        elif line.startswith("    ") and current is not None:
            path = os.path.realpath(os.path.join(build, line.strip()))
            if path.startswith(str(root) + os.sep):
                current.append(path)
    return headers


def object_of(command):
    """The object's name, under which ninja keeps what it depends on."""
    words = command.split()
    return words[words.index("-o") + 1]


def content_key(root, path, command, headers, configuration, digests):
    def digest(file):
        if file not in digests:
            digests[file] = hashlib.sha256(pathlib.Path(file).read_bytes()).hexdigest()
        return digests[file]

    parts = [path, command, configuration, digest(os.path.join(root, path))]
    parts += [digest(header) for header in sorted(headers) if os.path.exists(header)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def last_changes(root):
    """Path -> when it was committed last; what is not committed is newest of all."""
    times = {}
    log = subprocess.run(["git", "-C", str(root), "log", "--format=@%ct", "--name-only"],
                         capture_output=True, text=True)
    stamp = 0
    for line in log.stdout.splitlines():
        if line.startswith("@"):
            stamp = int(line[1:])
        elif line:
            times.setdefault(line, stamp)
    status = subprocess.run(["git", "-C", str(root), "status", "--porcelain", "-uall"],
                            capture_output=True, text=True)
    for line in status.stdout.splitlines():
        times[line[3:]] = sys.maxsize
    return times


def without_precompiled_headers(build, folder):
    """A copy of the compile commands that clang can follow: GCC's precompiled headers mean nothing
    to it, and without them a missing include shows."""
    entries = json.loads((build / "compile_commands.json").read_text())
    for entry in entries:
        entry["command"] = re.sub(r"-Winvalid-pch|-include \S*/cmake_pch\.hxx", "",
                                  entry["command"])
    (folder / "compile_commands.json").write_text(json.dumps(entries))


def check(root, database, path):
    run = subprocess.run(["clang-tidy", "-quiet", "-p", str(database), os.path.join(root, path)],
                         capture_output=True, text=True)
    return run.returncode == 0, run.stdout + ("" if run.stdout else run.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--budget", type=float, default=float("inf"), help="seconds")
    arguments = parser.parse_args()

    root = pathlib.Path(__file__).resolve().parent.parent.parent
    build = arguments.build.resolve()
    clean = build / "tidy"
    clean.mkdir(exist_ok=True)
    without_precompiled_headers(build, clean)
    configuration = (root / ".clang-tidy").read_text()
    headers, digests, changed = included_headers(root, build), {}, last_changes(root)

    waiting = []
    commands = compile_commands(root, build)
    for path, command in commands.items():
        key = content_key(root, path, command, headers.get(object_of(command), []),
                          configuration, digests)
        if not (clean / key).exists():
            waiting.append((-changed.get(path, 0), path, key))
    waiting.sort()

    begin, failed, left = time.monotonic(), 0, 0

    def work(item):
        if time.monotonic() - begin > arguments.budget:
            return item, None, ""
        return item, *check(root, clean, item[1])

    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for (_, path, key), passed, text in pool.map(work, waiting):
            if passed is None:
                left += 1
            elif passed:
                (clean / key).touch()
            else:
                failed += 1
                print(f"clang-tidy: {path}\n{text}", flush=True)

    print(f"clang-tidy: {len(commands)} files, {len(waiting) - left} checked now, "
          f"{failed} with findings, {left} left for the next run "
          f"({time.monotonic() - begin:.0f} s)")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
