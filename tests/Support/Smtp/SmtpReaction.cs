namespace Syndication.Tests.Support.Smtp;

/// <summary>What the server does instead of what it would do.</summary>
/// <param name="Reply">A full reply without its line end, such as "550 5.1.1 No such user"; lines are separated by line feeds. Null for none.</param>
/// <param name="Drop">Whether the connection is closed after the reply.</param>
/// <param name="Stall">Whether the server says nothing more until it stops.</param>
public sealed record SmtpReaction(string? Reply, bool Drop = false, bool Stall = false)
{
    /// <summary>How long it says nothing.</summary>
    public TimeSpan StallFor { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Whether it does what it would do anyway, but for <see cref="Before"/> and <see cref="After"/>.</summary>
    public bool IsUsual { get; init; }

    /// <summary>Done before the reply.</summary>
    public Action? Before { get; init; }

    /// <summary>Done once the reply is on its way.</summary>
    public Action? After { get; init; }
}
