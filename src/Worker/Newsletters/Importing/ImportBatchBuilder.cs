using Syndication.Worker.Model;
using Syndication.Worker.Storage.Importing;

namespace Syndication.Worker.Newsletters.Importing;

/// <summary>Gathers a batch; of lines about one person and newsletter the one that stops mail stays, else the first.</summary>
internal sealed class ImportBatchBuilder
{
    private readonly Dictionary<(string Key, string Newsletter), ImportLine> lines = [];
    private readonly List<ImportRefusal> refused = [];

    /// <summary>How many lines of the file are in it.</summary>
    public int Read { get; private set; }

    /// <summary>Adds a line that can be taken.</summary>
    public void Add(ImportLine line)
    {
        Read++;
        // A suppression is of no newsletter.
        var key = (line.AddressKey, line.Suppression is null ? line.Newsletter : "");
        if (lines.TryAdd(key, line)) return;
        var other = lines[key];
        var stays = Weight(line) > Weight(other) ? line : other;
        var goes = ReferenceEquals(stays, line) ? other : line;
        lines[key] = stays;
        refused.Add(new ImportRefusal(goes.Line, ImportReasons.Known, goes.Address));
    }

    /// <summary>Adds a line that cannot.</summary>
    public void Refuse(ImportRefusal refusal)
    {
        Read++;
        refused.Add(refusal);
    }

    /// <summary>The batch; the builder starts anew.</summary>
    public ImportBatch Take(Func<IReadOnlyList<ImportLine>, IReadOnlyList<StagedLine>> stage, long position)
    {
        var batch = new ImportBatch(stage([.. lines.Values]), [.. refused], Read, position);
        lines.Clear();
        refused.Clear();
        Read = 0;
        return batch;
    }

    private static int Weight(ImportLine line) => line.State == SubscriptionState.Unsubscribed ? 1 : 0;
}
