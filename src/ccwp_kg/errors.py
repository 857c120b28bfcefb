"""The errors of this package; the text of each names cause and cure in one sentence."""


class CcwpError(Exception):
    """The base of all errors that this package raises on purpose; its text is written for users."""


def in_seconds(limit: float) -> str:
    """A limit of time as messages name it.

    >>> in_seconds(1.0), in_seconds(0.5)
    ('1 second', '0.5 seconds')
    """
    return f"{limit:g} second" if limit == 1 else f"{limit:g} seconds"


class UnreadableFile(CcwpError):
    """An input that is no file, is a folder or device, or is larger than the limit."""


class UnreadableDocument(CcwpError):
    """A file that is no action plan: missing, empty, binary, not UTF-8, unrelated."""


class CannotAdd(CcwpError):
    """A document that cannot be added: it is there already, sets out another plan, or has open problems."""


class ReadingInvariantBroken(CcwpError):
    """The reader contradicted itself: a quote is not where its span says, or a word was lost or counted twice."""


class InvalidTurtle(CcwpError):
    """An RDF file with a syntax error; the text names file, line and column."""


class UndescribedGraph(CcwpError):
    """A file kept by hand that does not say where its statements are from."""


class InvalidRule(CcwpError):
    """A rule of inference that is not in the form of the others; the text names the file and the form."""


class InvalidExample(CcwpError):
    """An example query that is not in the form of the others; the text names the file and what it lacks."""


class InvalidTemplate(CcwpError):
    """A template of a question that is not in the form of the others; the text names the file and what is wrong."""


class InvalidWords(CcwpError):
    """Words kept for the search with a mistake in them; the text names file, entry, mistake and cure."""


class RulesDoNotEnd(CcwpError):
    """Rules of inference that still add statements after the highest number of rounds."""


class UnknownPrefix(CcwpError):
    """A prefix that `ontology/prefixes.ttl` does not register."""


class UnknownIri(CcwpError):
    """An IRI, or the short form of one, that the data does not hold."""


class UnknownFormat(CcwpError):
    """A format that there is not, or that cannot hold what is asked for."""


class CorrectionRefused(CcwpError):
    """A correction that is incomplete, corrects something that was not read, or contradicts another."""


class ReviewRefused(CcwpError):
    """A file of answers that is none, or a decision in it that cannot be carried out; the text names the line."""


class MissingExtra(CcwpError):
    """An optional library that is needed and not installed."""


class ShapeViolated(CcwpError):
    """The graphs do not conform to the shapes, so nothing was released."""


class ValidationFailed(CcwpError):
    """The SHACL processor failed, so the data were not checked."""


class BuildDiffers(CcwpError):
    """The generated files in the tree differ from a fresh build."""


class NotARelease(CcwpError):
    """A folder that does not hold a release."""


class PublishedIriLost(CcwpError):
    """A thing of an earlier release is neither described any more nor marked as withdrawn."""


class UnknownTable(CcwpError):
    """A name that none of the tables has."""


class CannotWrite(CcwpError):
    """A target that cannot be written."""


class CannotPublish(CcwpError):
    """A site that cannot be written as files: its address, its folder, or a page that cannot be made."""


class QueryRefused(CcwpError):
    """A query that is not allowed: an update, a SERVICE call, or one over a limit."""


class QueryTooLarge(QueryRefused):
    """A query with more characters, or with more bytes in the rows of VALUES, than one may have."""


class QuerySyntaxError(CcwpError):
    """A query that does not parse; carries line and column (1-based) where the parser gives them."""

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class AnswerTooLarge(CcwpError):
    """An answer that holds more rows or bytes than one answer may."""


class QueryTooSlow(CcwpError):
    """A query that was ended at the time limit."""


class QueryMemoryExceeded(CcwpError):
    """A query that ended the process it ran in: it took more memory than one query may, or recursed too deep."""


class QueryCancelled(CcwpError):
    """A query was ended on the operator's order."""


class TooManyQueries(CcwpError):
    """A client that already runs as many long queries as one client may."""


class StoreUnavailable(CcwpError):
    """The store behind the endpoint gives no answer now; asking again later may help."""


class StoreBroken(StoreUnavailable):
    """The store behind the endpoint answered something that is no answer."""


class StoreTooSlow(StoreUnavailable):
    """The store behind the endpoint did not answer in time."""


class CannotServe(CcwpError):
    """The server cannot start: the port is taken, or what it should serve is missing."""


class UnknownSetting(CcwpError):
    """A setting that does not exist or whose value does not parse."""


class ReconciliationRefused(CcwpError):
    """A reconciliation request that is not one, or that names a type or a property there is not."""


class BatchTooLarge(CcwpError):
    """A reconciliation request that asks for more than one request may."""


class ToolCallRefused(CcwpError):
    """A call of an agent's tool whose arguments are not those that the tool takes."""
