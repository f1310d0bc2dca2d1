"""The command line: each subcommand is one act. The only module that prints.

The web framework and the store are imported inside the commands that need them, so that
`goldseam notice`, `coach` and `listen` start without them.
"""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from goldseam import __version__
from goldseam.errors import BadInput, GoldseamError
from goldseam.terms.scores import Better

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit code: 0 done, 1 something to put right, 2 nothing usable."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    given = _parser().parse_args(arguments)
    command: Command = given.command
    try:
        return command(given)
    except GoldseamError as problem:
        print(f"goldseam: {problem}", file=sys.stderr)
        return 2 if isinstance(problem, BadInput) else 1
    except BrokenPipeError:  # the reader of a pipe has gone, as with `| head`
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="goldseam",
        description="Notice a rupture in the therapeutic alliance, repair it, end well, grow.",
        epilog="Words are explained in GLOSSARY.md. Nothing here uses the network.",
    )
    parser.add_argument("--version", action="version", version=f"goldseam {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_serve(commands)
    _add_notice(commands)
    _add_listen(commands)
    _add_transcribe(commands)
    _add_coach(commands)
    _add_keeping(commands)
    doctor = commands.add_parser("doctor", help="look at this computer and the book, and say what to mend")
    doctor.add_argument("--home", help="the folder with your books")
    doctor.set_defaults(command=_doctor)
    return parser


def _add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    serve = commands.add_parser("serve", help="open goldseam in the browser")
    serve.add_argument("--home", help="the folder with your books (default: this system's place for data)")
    serve.add_argument("--port", type=int, help="the port on this computer (default: 8765, or a free one)")
    serve.add_argument("--no-browser", action="store_true", help="print the address instead of opening it")
    serve.set_defaults(command=_serve)


def _add_notice(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    notice = commands.add_parser(
        "notice",
        help="read a CSV of scores and say at which sessions the alliance may be strained",
        description="Reads a long CSV (client, session, score) and writes one row for each row read.",
    )
    notice.add_argument("file", help="the CSV file, or - for standard input")
    notice.add_argument(
        "--scale",
        nargs=2,
        type=float,
        metavar=("LO", "HI"),
        required=True,
        help="the lowest and highest possible score",
    )
    notice.add_argument(
        "--step",
        type=float,
        default=None,
        help="the smallest difference (default: 1 on scales over 12 points wide, else a 48th of it)",
    )
    notice.add_argument("--lower-is-better", action="store_true", help="turn the scale round")
    notice.add_argument("--out", default="-", help="where to write (default: standard output)")
    notice.add_argument("--rule", help="use a published rule instead; --rule list names them")
    notice.add_argument("--fit", action="store_true", help="estimate the constants from this file first")
    notice.set_defaults(command=_notice)


def _add_listen(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    listen = commands.add_parser(
        "listen",
        help="read transcripts and name possible moments to listen to again",
        description="Reads transcripts (files, folders, or - for a pipe) and writes their possible moments. "
        "A run that was stopped goes on from where it was. Without --out: one JSON object a line. "
        "With --turns: a table of turns comes back with seven probabilities and a reason a turn. "
        "None of this is a measure of ruptures.",
    )
    listen.add_argument("files", nargs="*", metavar="FILE", help="transcripts, folders, or -")
    listen.add_argument("--turns", metavar="FILE.csv", help="columns conversation, turn, speaker, text")
    listen.add_argument(
        "--out", default="-", help="a .json, .csv or .parquet file (default: standard output)"
    )
    listen.set_defaults(command=_listen)


def _add_transcribe(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    transcribe = commands.add_parser(
        "transcribe",
        help="turn a recording into a transcript, with a speech model that you have on this computer",
        description="Writes WebVTT, which `goldseam listen` reads: two microphones, one a channel, are two "
        "speakers; else two voices are told apart. Needs goldseam[speech]. Nothing is fetched.",
    )
    transcribe.add_argument("file", help="the recording: WAV, MP3, M4A, Opus and others")
    transcribe.add_argument("--model", required=True, help="the folder of a Whisper model for faster-whisper")
    transcribe.add_argument("--out", default="-", help="the .vtt file to write (default: standard output)")
    transcribe.add_argument(
        "--consented", action="store_true", help="your client agreed to the recording and to its transcript"
    )
    transcribe.add_argument(
        "--delete-recording", action="store_true", help="delete the recording once its text is written"
    )
    transcribe.set_defaults(command=_transcribe)


def _add_coach(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    coach = commands.add_parser(
        "coach",
        help="read a draft repair statement and mark what to reconsider and what is there",
        description="Prints JSON. Several drafts may come as JSON lines, each with a text. A reading aid, "
        "not a validated scale.",
    )
    coach.add_argument("file", help="the draft, or - for standard input")
    coach.set_defaults(command=_coach)


def _add_keeping(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    backup = commands.add_parser("backup", help="save the whole book, still encrypted, in one checked file")
    backup.add_argument("--home", help="the folder with your books")
    backup.add_argument("--book", help="the folder of one book")
    backup.add_argument("--to", help="the file or folder to write (default: beside the book)")
    backup.set_defaults(command=_backup)
    restore = commands.add_parser("restore", help="bring a book back from a backup, into a new folder")
    restore.add_argument("file", help="a .goldseam-backup file")
    restore.add_argument("folder", nargs="?", help="the new folder (default: your own book's place)")
    restore.add_argument("--home", help="the folder with your books")
    restore.add_argument("--kit", action="store_true", help="open it with the recovery kit's words")
    restore.set_defaults(command=_restore)
    export = commands.add_parser("export", help="the record in open formats (CSV and JSON), not encrypted")
    export.add_argument("file", help="the .zip file to write")
    export.add_argument("--home", help="the folder with your books")
    export.add_argument("--book", help="the folder of one book")
    export.add_argument("--with-notes", action="store_true", help="with the words you and your clients wrote")
    export.set_defaults(command=_export)


def _serve(given: argparse.Namespace) -> int:
    from goldseam.acts.home import home
    from goldseam.web import supervise

    return supervise.serve(home(given.home).ready().folder, given.port, not given.no_browser, _announce)


def _announce(text: str) -> None:
    print(text, flush=True)


def _notice(given: argparse.Namespace) -> int:
    from goldseam.corpus import Params, run

    if given.rule == "list":
        return _list_rules()
    low, high = given.scale
    better = Better.LOWER if given.lower_is_better else Better.HIGHER
    code, said = run(Params(given.file, low, high, given.step, given.out, given.rule, given.fit, better))
    print(said, end="", file=sys.stderr)
    return code


def _list_rules() -> int:
    from goldseam.noticing.published import RULES

    for one in RULES:
        print(f"{one.name:28} {one.provenance.value:14} {one.formula}")
    return 0


def _listen(given: argparse.Namespace) -> int:
    from goldseam.corpus import hearing

    if bool(given.files) == bool(given.turns):
        raise BadInput("Give transcripts, or one table with --turns FILE.csv; not both, not neither.")
    if given.turns:
        told = hearing.hear_turns(given.turns, given.out, sys.stdin, sys.stdout)
        _tell(f"{_counted(told.rows, 'turn')} in {_counted(told.conversations, 'conversation')}.")
        for problem in told.problems:
            _tell(problem)
        return 0 if told.rows else 2
    pipe = sys.stdin.buffer
    if given.out == "-":
        done = hearing.hear_to_lines(given.files, _tell, pipe, _announce)
    else:
        done = hearing.hear_files(given.files, given.out, _tell, pipe)
    _tell(
        f"{done.listened} listened to, {done.resumed} from an earlier run, {done.unread} could not be read."
    )
    return 2 if done.listened + done.resumed == done.unread else 0


def _transcribe(given: argparse.Namespace) -> int:
    from goldseam.corpus.transcribing import transcribe_file
    from goldseam.transcripts.whisper import model_folder, whisper

    if not given.consented:
        raise BadInput("A recording is your client's words. Give --consented once they have agreed.")
    recognise = whisper(model_folder(given.model))
    out = None if given.out == "-" else Path(given.out)
    done = transcribe_file(Path(given.file), out, recognise, _tell, _announce, given.delete_recording)
    kept = "The recording is deleted." if done.deleted else "The recording is still where it was."
    _tell(f"{done.turns} turns of {done.voices} voices in {done.minutes:.1f} minutes. {kept}")
    return 0


def _counted(count: int, of: str) -> str:
    return f"{count} {of}" if count == 1 else f"{count} {of}s"


def _tell(text: str) -> None:
    """A line of progress: it goes to standard error, so that a pipe holds results only."""
    print(text, file=sys.stderr, flush=True)


def _coach(given: argparse.Namespace) -> int:
    from goldseam.repair import coach

    text = _text(given.file)
    for one in coach.coach_lines(text):
        print(json.dumps(one.as_json(), ensure_ascii=False))
    return 0


def _text(name: str) -> str:
    """A small text file or standard input, as UTF-8."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadInput(f"{name} is not UTF-8 text. Save it as UTF-8, then try again.") from problem
    except OSError as problem:
        raise BadInput(f"{name} cannot be read: {problem.strerror}. Check the name.") from problem


def _prepare() -> None:
    """Set the tables' framework up; only then may acts that know tables be imported."""
    from goldseam.acts import book

    book.prepare(middleware=(), apps=(), extra={}, hosts=("localhost",))


def _backup(given: argparse.Namespace) -> int:
    _prepare()
    from goldseam.acts import keeping

    path = keeping.backup(_book(given), _passphrase(), _now(), Path(given.to) if given.to else None)
    print(f"Saved and checked: {path}")
    return 0


def _restore(given: argparse.Namespace) -> int:
    _prepare()
    from goldseam.acts import keeping
    from goldseam.acts.home import home

    folder = Path(given.folder) if given.folder else home(given.home).ready().book
    secret = _asked("The twelve words of the recovery kit: ") if given.kit else _passphrase()
    keeping.restore(Path(given.file), folder, secret, with_kit=given.kit)
    print(f"The book is back, and was opened once to check it: {folder}")
    return 0


def _export(given: argparse.Namespace) -> int:
    _prepare()
    from goldseam.acts import keeping

    path = keeping.export(_book(given), _passphrase(), Path(given.file), _now(), with_notes=given.with_notes)
    print(f"Written: {path}\nIt is not encrypted: anyone who has this file can read it.")
    return 0


def _doctor(given: argparse.Namespace) -> int:
    from goldseam.acts import doctor

    findings = doctor.look(given.home)
    for one in findings:
        print(f"{'ok  ' if one.fine else 'look'}  {one.what}" + (f"\n      {one.hint}" if one.hint else ""))
    return 0 if all(one.fine for one in findings) else 1


def _book(given: argparse.Namespace) -> Path:
    from goldseam.acts.home import home

    return Path(given.book) if given.book else home(given.home).book


def _passphrase() -> str:
    return _asked("Passphrase: ")


def _asked(prompt: str) -> str:
    """A secret: typed unseen, or one line of standard input where there is no terminal."""
    if sys.stdin.isatty():
        return getpass.getpass(prompt)
    return sys.stdin.readline().rstrip("\r\n")


def _now() -> datetime:
    return datetime.now(UTC)
