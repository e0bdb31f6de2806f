"""Jupyter's own conformance suite for kernels, with samples in Java.

Run with JUPYTER_PATH naming a folder in which the kernel munet4j is installed. Every test must run;
only the pager may be skipped, because Java has no command that opens one.
"""
import sys
import unittest

import jupyter_kernel_test
from jupyter_client.utils import run_sync

PATIENCE = 60  # seconds
MAY_BE_SKIPPED = {"test_pager"}

SHEET = "ContactSheet.of(Alphabets.seeded(1).alphabet(0).source(2, 1).train()).ofEachClass(1)"
BOLD = 'org.munet4j.notebook.Bundle.text("bold").and("text/html", "<b>bold</b>")'


class Munet4jTests(jupyter_kernel_test.KernelTests):
    kernel_name = "munet4j"
    language_name = "java"
    file_extension = ".jshell"

    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("careful");'
    code_generate_error = 'throw new IllegalStateException("on purpose");'
    code_inspect_sample = "Math.max"
    code_clear_output = "clearOutput(true);"

    completion_samples = [
        {"text": "Math.ma", "matches": {"max("}},
        {"text": "List.o", "matches": {"of("}},
        {"text": '"a".subst', "matches": {"substring("}},
        {"text": "zzzq", "matches": set()},
    ]

    complete_code_samples = [
        "1 + 1",
        "int side = 4;",
        "int twice(int a) { return 2 * a; }",
        "record Point(int x, int y) {}",
        "import java.util.*;",
        "",
    ]
    incomplete_code_samples = [
        "int twice(int a) {",
        "class Shape {",
        "if (true) {} else {",
        'String text = """\nabc',
        "List.of(1,",
        "1 +",
        "/* not closed",
    ]
    invalid_code_samples = ["int x = ;", "}", "int f( }", "else"]

    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"a" + 1', "result": "a1"},
        {"code": "List.of(1, 2)", "result": "[1, 2]"},
        {"code": 'Table.create("t", IntColumn.create("n", 1, 2))', "mime": "text/html"},
        {"code": SHEET, "mime": "image/png"},
        {"code": BOLD, "mime": "text/html", "result": "<b>bold</b>"},
    ]
    code_display_data = [
        {"code": "display(" + BOLD + ");", "mime": "text/html"},
        {"code": "display(" + SHEET + ");", "mime": "image/png"},
        {"code": 'display("text");', "mime": "text/plain"},
    ]

    code_history_pattern = "List.of(1, 2)"
    supported_history_operations = ("tail", "range", "search")

    def test_stdin(self):
        self.flush_channels()
        request = self.kc.execute("new Scanner(System.in).nextLine() + \"!\"", allow_stdin=True)
        question = self.kc.get_stdin_msg(timeout=PATIENCE)
        self.assertEqual(question["msg_type"], "input_request")
        self.kc.input("Ada")
        self.assertEqual(self.kc.get_shell_msg(timeout=PATIENCE)["content"]["status"], "ok")
        self.assertIn("Ada!", self.results(request))

    def test_interrupt(self):
        self.flush_channels()
        request = self.kc.execute('System.out.println("on");\nThread.sleep(3_600_000);')
        while self.kc.get_iopub_msg(timeout=PATIENCE)["msg_type"] != "stream":
            pass
        self.km.interrupt_kernel()
        reply = self.kc.get_shell_msg(timeout=PATIENCE)
        self.assertEqual(reply["parent_header"]["msg_id"], request)
        self.assertEqual(reply["content"]["status"], "error")

    def results(self, request):
        """The texts of this request's results."""
        texts = []
        while True:
            message = self.kc.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "execute_result":
                texts.append(message["content"]["data"]["text/plain"])
            if message["content"].get("execution_state") == "idle":
                return texts

    # The suite waits a tenth of a second for each message, too little on a busy machine.

    def execute_helper(self, code, **options):
        channel = self.kc.iopub_channel
        hasty = channel.get_msg
        channel.get_msg = lambda timeout: hasty(timeout=PATIENCE)
        try:
            return super().execute_helper(code, **{"timeout": PATIENCE, **options})
        finally:
            del channel.get_msg

    def flush_channels(self):
        """Reads everything up to the end of a question that is asked now."""
        asked = self.kc.kernel_info()
        self.read_up_to(self.kc.shell_channel, asked, lambda content: True)
        self.read_up_to(
            self.kc.iopub_channel, asked, lambda content: content.get("execution_state") == "idle"
        )

    def read_up_to(self, channel, asked, is_last):
        while True:
            message = run_sync(channel.get_msg)(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == asked and is_last(message["content"]):
                return


if __name__ == "__main__":
    outcome = unittest.main(exit=False, verbosity=2).result
    skipped = {getattr(test, "test_case", test)._testMethodName for test, _ in outcome.skipped}
    missing = skipped - MAY_BE_SKIPPED
    if missing:
        print("skipped, but must run: " + ", ".join(sorted(missing)), file=sys.stderr)
    sys.exit(1 if missing or not outcome.wasSuccessful() else 0)
