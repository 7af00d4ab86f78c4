namespace Syndication.Worker.Outgoing;

/// <summary>How long an outgoing request may take.</summary>
/// <param name="Connect">Until it is connected, all addresses and TLS included.</param>
/// <param name="Whole">Until it is answered and the answer is read.</param>
public sealed record OutgoingLimits(TimeSpan Connect, TimeSpan Whole)
{
    /// <summary>Five and ten seconds.</summary>
    public static OutgoingLimits Usual { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));
}
