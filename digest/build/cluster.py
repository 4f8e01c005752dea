"""Tasks are worked on by the workers of a Dask cluster (extra `dask`)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from digest.build import keys
from digest.build.workers import each
from digest.errors import SettingsError

if TYPE_CHECKING:
    from concurrent.futures import Future

_PATIENCE = 30  # seconds for the scheduler and a first worker to answer
_REMEDY = "Install the same news-digest, with the same libraries, on every worker and here."
_RETRIES = 2  # of a batch whose worker is lost, before its tasks are tried one by one

Task = TypeVar("Task")
Result = TypeVar("Result")


class Cluster:
    """The workers that a scheduler has; each must have this version of the program. Raises `SettingsError` where they cannot be used."""

    def __init__(self, address: str) -> None:
        self._client = _client(address)
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            raise SettingsError(
                f"The Dask scheduler {address} has no worker. Start one: dask worker {address}"
            ) from None
        for worker, error in sorted(self._client.run(_same, keys.program(), on_error="return").items()):
            if error is not None:
                raise SettingsError(f"The worker {worker} cannot be used: {error} {_REMEDY}")
        self.processes = sum(self._client.nthreads().values())
        self._executor = self._client.get_executor(pure=False, retries=_RETRIES)

    def submit(self, work: Callable[[Task], Result], batch: Sequence[Task]) -> "Future[list[Result]]":
        """Hands a batch to a worker."""
        future: Future[list[Result]] = self._executor.submit(_each, keys.program(), work, batch)
        return future

    def alone(self, work: Callable[[Task], Result], task: Task) -> "Future[list[Result]]":
        """Hands one task to a worker."""
        return self.submit(work, [task])

    def close(self) -> None:
        """Leaves the cluster; it goes on."""
        self._executor.shutdown(wait=False)
        self._client.close()


def _client(address: str) -> Any:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError:
        raise SettingsError("--dask needs a library more. Install it with: pip install 'news-digest[dask]'") from None
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"No Dask scheduler answers at {address} ({error}). Is the address right, as in tcp://10.0.0.5:8786?"
        ) from error


def _same(program: str) -> None:
    """Raises `SettingsError` on a worker that has another program: its rows would differ."""
    if keys.program() != program:
        raise SettingsError("It has another version of news-digest or of its libraries.")


def _each(program: str, work: Callable[[Task], Result], batch: Sequence[Task]) -> list[Result]:
    _same(program)
    return each(work, batch)
