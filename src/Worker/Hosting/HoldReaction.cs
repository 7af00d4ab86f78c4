using Syndication.Worker.Hosting.Content;
using Syndication.Worker.Hosting.Digests;
using Syndication.Worker.Hosting.Health;
using Syndication.Worker.Model;

namespace Syndication.Worker.Hosting;

/// <summary>What follows when something is held, accepted or released, whoever did it: another process may have.</summary>
/// <param name="health">Told what is held.</param>
/// <param name="watcher">Asked for a pass when ops accepted what is held.</param>
/// <param name="planning">Plans afresh what was released.</param>
/// <param name="logger">Where a release is told.</param>
internal sealed partial class HoldReaction(ServiceHealth health, ContentWatcher watcher, DigestPlanning planning, ILogger<HoldReaction> logger)
{
    private const string Part = "hold/";

    private Dictionary<(string Scope, HoldKind Kind), Hold> known = [];

    /// <summary>Acts on what differs from the holds of the call before.</summary>
    public async Task ReactAsync(IReadOnlyList<Hold> current, CancellationToken cancellationToken)
    {
        var before = known;
        known = current.ToDictionary(hold => (hold.Scope, hold.Kind));
        foreach (var (scope, kind) in before.Keys.Except(known.Keys)) health.Set(Part + scope + kind, null);
        // What a pass holds, the pass itself tells.
        foreach (var hold in current.Where(hold => hold.Newsletter is not null || hold.Kind == HoldKind.Clock)) health.Set(Part + hold.Scope + hold.Kind, hold.Advice);
        if (current.Any(hold => hold.AcceptedAt is not null && before.GetValueOrDefault((hold.Scope, hold.Kind))?.AcceptedAt is null)) watcher.AskForFullScan();
        var released = before.Values.Where(hold => hold.Newsletter is not null).Select(hold => hold.Newsletter!)
            .Except(current.Select(hold => hold.Newsletter).OfType<string>(), StringComparer.Ordinal).ToList();
        if (released.Count == 0) return;
        foreach (var newsletter in released) LogReleased(newsletter);
        await planning.PlanAllAsync(cancellationToken);
    }

    [LoggerMessage(1031, LogLevel.Information, "Newsletter {Newsletter} is released")]
    private partial void LogReleased(string newsletter);
}
