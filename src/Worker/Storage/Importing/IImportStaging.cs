using System.Data.Common;

namespace Syndication.Worker.Storage.Importing;

/// <summary>Fills the temporary table that a batch of imported lines is judged and taken from.</summary>
internal interface IImportStaging
{
    /// <summary>Readies the connection, which this import alone uses.</summary>
    Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Readies a transaction of the import.</summary>
    Task BeginAsync(DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Writes rows of <see cref="ImportStage.Columns"/> into the empty table.</summary>
    Task FillAsync(DbTransaction transaction, IReadOnlyList<StagedLine> lines, CancellationToken cancellationToken);
}
