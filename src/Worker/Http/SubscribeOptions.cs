namespace Syndication.Worker.Http;

/// <summary>The sign-up (section <c>Subscribe</c>).</summary>
public sealed record SubscribeOptions
{
    /// <summary>Origins whose pages may sign readers up with a script, such as <c>https://www.example.org</c>.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Sign-ups that one client may ask for in an hour.</summary>
    public int PerClientPerHour { get; init; } = 30;

    /// <summary>A form that comes back sooner than this was filled in by a program; zero for no such test.</summary>
    public TimeSpan FastestSignUp { get; init; } = TimeSpan.FromSeconds(2);
}
