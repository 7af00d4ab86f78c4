using Syndication.Worker.Model;
using Syndication.Worker.Storage.Importing;

namespace Syndication.Worker.Newsletters.Importing;

/// <summary>What an import came to.</summary>
internal sealed class ImportSummary
{
    private readonly SortedDictionary<string, long> refused = new(StringComparer.Ordinal);

    /// <summary>Who wrote the file; null where it was not understood.</summary>
    public ImportSource? Source { get; set; }

    /// <summary>Why it ended before the end of the file; null where it did not.</summary>
    public string? Trouble { get; set; }

    /// <summary>Lines that were read, the header not among them.</summary>
    public long Lines { get; private set; }

    /// <summary>Subscriptions that were taken.</summary>
    public long Subscribed { get; private set; }

    /// <summary>People who had left, kept so that no import brings them back.</summary>
    public long Left { get; private set; }

    /// <summary>Addresses that are never mailed from now on.</summary>
    public long Suppressed { get; private set; }

    /// <summary>Lines that were not taken, by reason.</summary>
    public IReadOnlyDictionary<string, long> Refused => refused;

    /// <summary>Adds a batch that was written.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="notTaken">Those of its lines that the database had reason not to take.</param>
    public void Add(ImportBatch batch, IReadOnlySet<long> notTaken)
    {
        Lines += batch.Read;
        foreach (var line in batch.Lines.Select(staged => staged.Line).Where(line => !notTaken.Contains(line.Line)))
        {
            if (line.Suppression is not null) Suppressed++;
            else if (line.State == SubscriptionState.Unsubscribed) Left++;
            else Subscribed++;
        }

        foreach (var refusal in batch.Refused) refused[refusal.Reason] = refused.GetValueOrDefault(refusal.Reason) + 1;
    }

    /// <summary>Whether a line was not taken for another reason than that it is there already.</summary>
    public bool HasRefusals => refused.Keys.Any(reason => reason != ImportReasons.Known);
}
