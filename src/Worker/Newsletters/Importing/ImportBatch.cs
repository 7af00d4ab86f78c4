using Syndication.Worker.Storage.Importing;

namespace Syndication.Worker.Newsletters.Importing;

/// <summary>Lines that are written together, and those among them that are not.</summary>
/// <param name="Lines">One for each address and newsletter, readied for the database.</param>
/// <param name="Refused">What was not taken, with addresses.</param>
/// <param name="Read">How many lines that is of the file.</param>
/// <param name="Position">How many bytes of the file had been read by then.</param>
internal sealed record ImportBatch(IReadOnlyList<StagedLine> Lines, List<ImportRefusal> Refused, int Read, long Position);
