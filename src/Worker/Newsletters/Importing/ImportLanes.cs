using System.Threading.Channels;
using Syndication.Worker.Model;
using Syndication.Worker.Storage.Importing;

namespace Syndication.Worker.Newsletters.Importing;

/// <summary>Hands lines to as many writers as the engine takes; all lines about one person go to the same, so that what they say is weighed in the order of the file.</summary>
internal sealed class ImportLanes
{
    private const int BatchesAhead = 1;

    private readonly ImportBatchBuilder[] builders;
    private readonly Channel<ImportBatch>[] channels;
    private readonly Func<IReadOnlyList<ImportLine>, IReadOnlyList<StagedLine>> stage;
    private readonly Func<long> position;
    private readonly int batchLines;

    /// <summary>Makes empty lanes.</summary>
    /// <param name="count">How many writers there are.</param>
    /// <param name="batchLines">How many lines each takes at a time.</param>
    /// <param name="stage">Readies the lines of a batch for the database.</param>
    /// <param name="position">How many bytes of the file have been read.</param>
    public ImportLanes(int count, int batchLines, Func<IReadOnlyList<ImportLine>, IReadOnlyList<StagedLine>> stage, Func<long> position)
    {
        (this.batchLines, this.stage, this.position) = (batchLines, stage, position);
        builders = [.. Enumerable.Range(0, count).Select(_ => new ImportBatchBuilder())];
        channels = [.. builders.Select(_ => Channel.CreateBounded<ImportBatch>(BatchesAhead))];
    }

    /// <summary>What each writer reads.</summary>
    public IEnumerable<ChannelReader<ImportBatch>> Readers => channels.Select(channel => channel.Reader);

    /// <summary>Adds a line that can be taken; waits while its writer is behind.</summary>
    public ValueTask AddAsync(ImportLine line, CancellationToken cancellationToken)
    {
        var lane = (int)((uint)string.GetHashCode(line.AddressKey, StringComparison.Ordinal) % (uint)builders.Length);
        builders[lane].Add(line);
        return builders[lane].Read < batchLines ? ValueTask.CompletedTask : SendAsync(lane, cancellationToken);
    }

    /// <summary>Adds a line that cannot.</summary>
    public ValueTask RefuseAsync(ImportRefusal refusal, CancellationToken cancellationToken)
    {
        builders[0].Refuse(refusal);
        return builders[0].Read < batchLines ? ValueTask.CompletedTask : SendAsync(0, cancellationToken);
    }

    /// <summary>Hands out what is left.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        for (var lane = 0; lane < builders.Length; lane++)
        {
            if (builders[lane].Read > 0) await SendAsync(lane, cancellationToken);
        }
    }

    /// <summary>Tells the writers that no batch follows.</summary>
    public void Complete()
    {
        foreach (var channel in channels) channel.Writer.TryComplete();
    }

    private ValueTask SendAsync(int lane, CancellationToken cancellationToken) => channels[lane].Writer.WriteAsync(builders[lane].Take(stage, position()), cancellationToken);
}
