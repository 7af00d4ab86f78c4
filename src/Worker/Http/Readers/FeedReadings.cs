using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Syndication.Worker.Model;

namespace Syndication.Worker.Http.Readers;

/// <summary>Counts requests for feeds by reader, in memory; <see cref="Take"/> hands the counts over to be stored.</summary>
internal sealed class FeedReadings
{
    // Each counter takes some 300 bytes: 12 MB, whatever clients call themselves.
    private const int MostCounters = 40_000;

    private readonly ConcurrentDictionary<(string Feed, string Reader), ReadingCounter> counters = new();
    private readonly ReaderAgents agents;
    private readonly EarlyRequests early;
    private long requests;
    private long notModified;
    private long bytesSent;

    /// <summary>Counts nothing yet.</summary>
    public FeedReadings(ReaderAgents agents, EarlyRequests early, IMeterFactory meters)
    {
        (this.agents, this.early) = (agents, early);
        var meter = meters.Create("Syndication");
        meter.CreateObservableCounter("syndication.feed.requests", () => Volatile.Read(ref requests), description: "Requests for feeds that were answered with a feed or with 304.");
        meter.CreateObservableCounter("syndication.feed.not_modified", () => Volatile.Read(ref notModified), description: "Those that were answered with 304.");
        meter.CreateObservableCounter("syndication.feed.sent", () => Volatile.Read(ref bytesSent), "By", "Bytes of feeds that were sent.");
    }

    /// <summary>Counts an answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="feed">The feed's file.</param>
    /// <param name="isNotModified">Whether it was answered with 304.</param>
    /// <param name="sent">Bytes of the body.</param>
    /// <param name="plain">Bytes of the feed as it is.</param>
    public void Add(HttpContext context, string feed, bool isNotModified, long sent, long plain)
    {
        Interlocked.Increment(ref requests);
        if (isNotModified) Interlocked.Increment(ref notModified);
        else Interlocked.Add(ref bytesSent, sent);
        var agent = agents.Of(context.Request.Headers.UserAgent);
        if (Find(feed, agent.Name) is not { } counter) return;
        counter.Add(agent, isNotModified, early.Note(context.Connection.RemoteIpAddress, feed, agent.Name), sent, plain);
    }

    /// <summary>What was counted since the last time.</summary>
    public IReadOnlyList<FeedReading> Take()
    {
        var taken = counters.Select(counter => counter.Value.Take(counter.Key.Feed, counter.Key.Reader)).OfType<FeedReading>().ToList();
        // A request that is counted just now in a dropped counter is lost; that takes thousands of made-up names.
        if (counters.Count >= MostCounters) counters.Clear();
        return taken;
    }

    /// <summary>Puts back what could not be stored.</summary>
    public void Return(IReadOnlyCollection<FeedReading> readings)
    {
        foreach (var reading in readings) Find(reading.Feed, reading.Reader)?.Add(reading);
    }

    private ReadingCounter? Find(string feed, string reader)
    {
        if (counters.TryGetValue((feed, reader), out var counter)) return counter;
        if (counters.Count < MostCounters) return counters.GetOrAdd((feed, reader), _ => new ReadingCounter());
        return counters.GetValueOrDefault((feed, ReaderNames.Other));
    }
}
