"""Measures Jupyter kernels through nbclient: bench_kernel.py ROUNDS SPEC_FOLDER_OF_OURS

Prints tab-separated lines: "round<TAB>NUMBER<TAB>KERNEL", "failed<TAB>KERNEL<TAB>REASON" and
"value<TAB>KERNEL<TAB>CASE<TAB>UNIT<TAB>NUMBER", where the number is inf if a cell never ended.
"""
import asyncio
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from queue import Empty

import nbformat
from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

PATIENCE = 60
PRESSES = 5
JAVA = {
    "first": "1 + 1",
    "trivial": ["1 + 1", "int x = 3;", 'System.out.println("a")'],
    "lines": "for (int i = 0; i < 5000; i++) System.out.println(i);",
    "sleep": "Thread.sleep(60_000);",
    "loop": "while (true);",
}
OURS = {**JAVA, "first": "Settings.current().seed()"}
PYTHON = {
    "first": "1 + 1",
    "trivial": ["1 + 1", "x = 3", 'print("a")'],
    "lines": "for i in range(5000): print(i)",
    "sleep": "import time; time.sleep(60)",
    "loop": "while True: pass",
}


def say(*words):
    print(*words, sep="\t", flush=True)


def megabytes(session):
    """Resident memory of the kernel's processes; Jupyter starts each kernel in its own session."""
    found = subprocess.run(
        ["ps", "-A", "-o", "sess=,pid=,rss="], stdout=subprocess.PIPE, text=True, check=True)
    rows = [line.split() for line in found.stdout.splitlines()]
    return sum(int(rss) for sess, pid, rss in rows if str(session) in (sess, pid)) / 1000


def processor(session):
    """Processor seconds of the kernel's processes so far; a busy machine changes them least."""
    seconds = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if str(session) in (fields[3], stat.parent.name):
            seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds


class Bench:
    """One running kernel, driven as nbclient drives it."""

    def __init__(self, name, specs, cells):
        self.cells = cells
        self.kernel = AsyncKernelManager(kernel_name=name, kernel_spec_manager=specs)
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell()])
        self.client = NotebookClient(notebook, km=self.kernel, timeout=PATIENCE)

    async def __aenter__(self):
        self.begin = time.perf_counter()
        await self.kernel.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.client.kc = self.kernel.client()
        self.client.kc.allow_stdin = False
        self.client.kc.start_channels()
        try:
            await self.wait_until_ready()
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_):
        self.client.kc.stop_channels()
        await self.kernel.shutdown_kernel(now=True)

    def seconds(self):
        """Since the start of the kernel's process."""
        return time.perf_counter() - self.begin

    async def wait_until_ready(self):
        """Asks every second, as nbclient does, because some kernels lose the first question."""
        for _ in range(PATIENCE):
            self.client.kc.kernel_info()
            try:
                return await self.client.kc.get_shell_msg(timeout=1)
            except Empty:
                pass
        raise TimeoutError(f"not ready within {PATIENCE} s")

    async def run(self, source):
        """Runs a cell and answers its milliseconds."""
        begin = time.perf_counter()
        await self.client.async_execute_cell(nbformat.v4.new_code_cell(source), 0)
        return (time.perf_counter() - begin) * 1e3

    async def seconds_to_stop(self, source):
        """Presses Stop every two seconds, as people do, until the cell ends."""
        cell = asyncio.ensure_future(self.run(source))
        await asyncio.sleep(1)
        begin = time.perf_counter()
        seconds = float("inf")
        for _ in range(PRESSES):
            await self.kernel.interrupt_kernel()
            await asyncio.wait([cell], timeout=2)
            if cell.done():
                seconds = time.perf_counter() - begin
                break
        cell.cancel()
        await asyncio.wait([cell])
        if not cell.cancelled():
            cell.exception()
        return seconds

    async def printing(self):
        """Milliseconds and messages of 5000 lines."""
        messages = 0
        process = self.client.process_message

        def count(message, *rest, **named):
            nonlocal messages
            messages += message["msg_type"] == "stream"
            return process(message, *rest, **named)

        self.client.process_message = count
        millis = await self.run(self.cells["lines"])
        self.client.process_message = process
        return millis, messages


async def measure(kernel):
    async with Bench(*kernel) as bench:
        process = bench.kernel.provisioner.pid
        yield "start to ready", "s", bench.seconds()
        memory = megabytes(process)
        await bench.run(bench.cells["first"])
        yield "start to first cell done", "s", bench.seconds()
        used = processor(process)
        if used:
            yield "processor time to there", "s", used
        yield "memory at ready", "MB", memory
        yield "memory after first cell", "MB", megabytes(process)
        times = [await bench.run(source) for source in bench.cells["trivial"] * 20]
        yield "trivial cell", "ms", statistics.median(times)
        if used:
            yield "processor time per cell", "ms", (processor(process) - used) / len(times) * 1e3
        millis, messages = await bench.printing()
        yield "5000 lines", "ms", millis
        yield "5000 lines", "messages", messages
        yield "stop of a sleep", "s", await bench.seconds_to_stop(bench.cells["sleep"])
    async with Bench(*kernel) as bench:
        yield "stop of an endless loop", "s", await bench.seconds_to_stop(bench.cells["loop"])


def kernels(ours):
    """Each kernel's name, where its spec is and what it runs; ours first."""
    yield ours.name, KernelSpecManager(kernel_dirs=[str(ours.parent)]), OURS
    installed = KernelSpecManager()
    for name, spec in installed.get_all_specs().items():
        is_ours = any("org.munet4j" in word for word in spec["spec"]["argv"])
        if spec["spec"]["language"].lower() == "java" and not is_ours:
            yield name, installed, JAVA
        elif name == NATIVE_KERNEL_NAME:
            yield name, installed, PYTHON


async def main(rounds, ours):
    found = list(kernels(ours))
    for number in range(1, rounds + 1):
        for kernel in list(found):
            name = "ours" if kernel[2] is OURS else kernel[0]
            say("round", number, name)
            try:
                async for case, unit, value in measure(kernel):
                    say("value", name, case, unit, value)
            except Exception as failure:
                found.remove(kernel)
                say("failed", name, " ".join(f"{type(failure).__name__}: {failure}".split()))


os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
