using System.Diagnostics.Metrics;
using Syndication.Worker.Newsletters.Bounces;

namespace Syndication.Worker.Hosting.Bounces;

/// <summary>Counts mails that came in, by what became of them.</summary>
internal sealed class BounceMetrics
{
    private readonly Counter<long> mails;

    /// <summary>Counts nothing yet.</summary>
    public BounceMetrics(IMeterFactory meters, KeptMails kept)
    {
        var meter = meters.Create("Syndication");
        mails = meter.CreateCounter<long>("syndication.mail.returned", description: "Mails to the bounce and unsubscribe addresses that this process read, by what became of them.");
        meter.CreateObservableGauge("syndication.mail.kept", () => kept.Count(), description: "Mails that could not be read, in the folder of Mail:Bounces:Kept.");
    }

    /// <summary>Counts a mail.</summary>
    public void Add(ReadingOutcome outcome) => mails.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString().ToLowerInvariant()));
}
