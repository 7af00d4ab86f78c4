namespace Syndication.Worker.Http;

/// <summary>The sign-up (section <c>Subscribe</c>).</summary>
public sealed record SubscribeOptions
{
    /// <summary>Sign-ups that one client may ask for in an hour.</summary>
    public int PerClientPerHour { get; init; } = 30;
}
