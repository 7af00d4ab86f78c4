namespace Syndication.Worker.Model;

/// <summary>How often one kind of reader asked for one feed, over some time. It holds programs, never people.</summary>
/// <param name="Feed">The feed's file, such as <c>tags/heart.rss</c>.</param>
/// <param name="Reader">The reader's product name, such as <c>Feedly</c>.</param>
/// <param name="Requests">Answered requests.</param>
/// <param name="NotModified">Those that were answered with 304.</param>
/// <param name="Early">Those that came before half of the age had passed that the last answer allowed it to be kept.</param>
/// <param name="BytesSent">Bytes of the bodies that were sent.</param>
/// <param name="BytesPlain">What these requests would have cost without conditions, deltas and compression.</param>
/// <param name="Subscribers">People that the reader says it fetches for; 0 where it says nothing.</param>
public sealed record FeedReading(
    string Feed, string Reader, long Requests, long NotModified, long Early, long BytesSent, long BytesPlain, long Subscribers)
{
    /// <summary>Bytes that conditions, deltas and compression saved.</summary>
    public long BytesSaved => Math.Max(0, BytesPlain - BytesSent);

    /// <summary>The share of 304s, from 0 to 1.</summary>
    public double NotModifiedShare => Requests == 0 ? 0 : (double)NotModified / Requests;

    /// <summary>Whether it asks more often than it was told to: an early request in ten, and more than a person's own clicks.</summary>
    public bool PollsTooOften => Early >= 24 && Early * 10 >= Requests;

    /// <summary>Several as one.</summary>
    /// <param name="feed">The sum's feed.</param>
    /// <param name="reader">The sum's reader.</param>
    /// <param name="readings">What is summed up.</param>
    public static FeedReading Sum(string feed, string reader, IReadOnlyCollection<FeedReading> readings) => new(
        feed, reader, readings.Sum(one => one.Requests), readings.Sum(one => one.NotModified), readings.Sum(one => one.Early),
        readings.Sum(one => one.BytesSent), readings.Sum(one => one.BytesPlain), readings.Sum(one => one.Subscribers));
}
