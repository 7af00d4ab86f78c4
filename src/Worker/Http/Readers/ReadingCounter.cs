using Syndication.Worker.Model;

namespace Syndication.Worker.Http.Readers;

/// <summary>Counts one reader's requests for one feed until they are stored.</summary>
internal sealed class ReadingCounter
{
    // A service has a feed under few numbers of its own; the rest can only be made up.
    private const int MostFeedIds = 16;

    private readonly Dictionary<string, int> subscribers = new(StringComparer.Ordinal);
    private long requests;
    private long notModified;
    private long early;
    private long bytesSent;
    private long bytesPlain;

    /// <summary>Counts an answered request.</summary>
    public void Add(ReaderAgent agent, bool isNotModified, bool isEarly, long sent, long plain)
    {
        Interlocked.Increment(ref requests);
        if (isNotModified) Interlocked.Increment(ref notModified);
        if (isEarly) Interlocked.Increment(ref early);
        if (sent > 0) Interlocked.Add(ref bytesSent, sent);
        Interlocked.Add(ref bytesPlain, plain);
        if (agent.Subscribers > 0) Report(agent.FeedId ?? "", agent.Subscribers);
    }

    /// <summary>Puts back what could not be stored.</summary>
    public void Add(FeedReading reading)
    {
        Interlocked.Add(ref requests, reading.Requests);
        Interlocked.Add(ref notModified, reading.NotModified);
        Interlocked.Add(ref early, reading.Early);
        Interlocked.Add(ref bytesSent, reading.BytesSent);
        Interlocked.Add(ref bytesPlain, reading.BytesPlain);
    }

    /// <summary>What was counted since the last time; null where that is nothing.</summary>
    public FeedReading? Take(string feed, string reader)
    {
        var taken = Interlocked.Exchange(ref requests, 0);
        if (taken == 0) return null;
        return new FeedReading(
            feed, reader, taken, Interlocked.Exchange(ref notModified, 0), Interlocked.Exchange(ref early, 0),
            Interlocked.Exchange(ref bytesSent, 0), Interlocked.Exchange(ref bytesPlain, 0), Sum());
    }

    private void Report(string feedId, int count)
    {
        lock (subscribers)
        {
            if (subscribers.Count < MostFeedIds || subscribers.ContainsKey(feedId)) subscribers[feedId] = count;
        }
    }

    private long Sum()
    {
        lock (subscribers) return subscribers.Values.Sum(count => (long)count);
    }
}
