using System.Globalization;

namespace Syndication.Worker.Outgoing;

/// <summary>What came of a request.</summary>
/// <param name="Failure">Why there is no usable answer.</param>
/// <param name="Status">HTTP status; 0 where none came.</param>
/// <param name="Body">The body, as far as it was asked for.</param>
internal sealed record OutgoingAnswer(OutgoingFailure Failure, int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>Where a redirect leads, perhaps relative to the request; null where it says nothing.</summary>
    public Uri? Location { get; init; }

    /// <summary>Whether it was answered with 2xx.</summary>
    public bool IsSuccess => Failure == OutgoingFailure.None && Status is >= 200 and <= 299;

    /// <summary>Whether the same may succeed a little later: the other side is not there, too slow, or troubled.</summary>
    public bool IsPassing => Failure is OutgoingFailure.Unreachable or OutgoingFailure.TimedOut || Status is >= 500 or 429;

    /// <summary>In words that name no address, for logs.</summary>
    public string Reason => Failure == OutgoingFailure.None ? Status.ToString(CultureInfo.InvariantCulture) : Failure.ToString();
}
