using Syndication.Feeds.Publishing;
using Syndication.Worker.Storage;

namespace Syndication.Worker.WebSub;

/// <summary>Notes, once feeds are public, which of them changed, so that hubs and subscribers are told.</summary>
/// <param name="options">Whether anybody is.</param>
/// <param name="topics">Which files count.</param>
/// <param name="store">Where it is noted, and with it what was noted before.</param>
/// <param name="signal">Wakes those who tell.</param>
internal sealed class TopicRecorder(WebSubOptions options, TopicAddresses topics, HubTopicStore store, WebSubSignal signal)
{
    // Until a comparison has succeeded it is not known what a process before, or a pass that could not reach the database, left untold.
    private bool isCompared;

    /// <summary>Forgets what was noted, since another process may have noted more: the next call compares all.</summary>
    public void Forget() => isCompared = false;

    /// <summary>Notes what a pass wrote. Calls must not overlap.</summary>
    /// <param name="manifest">What is public.</param>
    /// <param name="written">The files that the pass wrote.</param>
    /// <param name="cancellationToken">Stops it; what is missing is noted by the next call.</param>
    public async Task RecordAsync(FeedManifest manifest, IReadOnlyCollection<string> written, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        if (options.Addresses.IsEmpty || (isCompared && written.Count == 0)) return;
        var known = isCompared ? null : await store.ReadAsync(cancellationToken);
        isCompared = false;
        var candidates = known is null ? written : manifest.Files.Keys;
        var states = candidates.Where(topics.IsTopic).Select(path => manifest.Files.GetValueOrDefault(path)).OfType<PublishedFile>()
            .Where(file => known?.GetValueOrDefault(file.Path) != file.Hash).Select(file => (file.Path, file.Hash)).ToList();
        var gone = known is null ? [] : known.Keys.Where(path => !topics.IsTopic(path) || !manifest.Files.ContainsKey(path)).ToList();
        if (gone.Count > 0) await store.RemoveAsync(gone, cancellationToken);
        var changed = states.Count == 0 ? 0 : await store.RecordAsync(states, options.Hubs, cancellationToken);
        isCompared = true;
        if (changed + gone.Count > 0) signal.Raise();
    }
}
