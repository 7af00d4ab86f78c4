using Syndication.Feeds.Publishing;
using Syndication.Worker.Newsletters.Notices;

namespace Syndication.Worker.Newsletters;

/// <summary>Notes what has become public and concerns newsletters: first posts that are new, then what known ones say of their faults.</summary>
/// <param name="arrivals">Numbers new posts.</param>
/// <param name="notices">Notes corrections and retractions.</param>
public sealed class AnnouncementRecorder(ArrivalRecorder arrivals, NoticeRecorder notices)
{
    /// <summary>Forgets what this process knows, since another may have recorded meanwhile. Calls must not overlap.</summary>
    public void Forget()
    {
        arrivals.Forget();
        notices.Forget();
    }

    /// <summary>Records a state that has just become public. Calls must not overlap.</summary>
    public async Task RecordAsync(PublishedState state, CancellationToken cancellationToken)
    {
        await arrivals.RecordAsync(state, cancellationToken);
        await notices.RecordAsync(state, cancellationToken);
    }
}
