using System.Collections.Immutable;

namespace Syndication.Worker.Mail.Limits;

/// <summary>When a message that was refused for now is tried again (section <c>Mail:Retry</c>).</summary>
public sealed record RetryOptions
{
    /// <summary>The first delays; the last of them is what <see cref="Factor"/> multiplies.</summary>
    public ImmutableArray<TimeSpan> First { get; init; } = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30)];

    /// <summary>Each later delay is this many times the one before.</summary>
    public double Factor { get; init; } = 2;

    /// <summary>No delay is longer.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(32);

    /// <summary>How long a message is tried; then its posts are due again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromHours(72);

    /// <summary>The share by which a delay is made longer or shorter at random, so that what was refused together does not come back together.</summary>
    public double Spread { get; init; } = 0.2;
}
