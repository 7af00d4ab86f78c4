namespace Syndication.Tests.Support.Smtp;

/// <summary>A line of the script: when it applies, and what happens then. Set up by <see cref="ScriptedSmtpServer.When"/>.</summary>
public sealed class SmtpRule
{
    private readonly string stage;
    private readonly string? argument;
    private readonly int? message;
    private readonly int timesEach;
    private readonly Dictionary<string, int> applied = new(StringComparer.Ordinal);
    private int remaining;
    private (int Most, long Second, int Count)? perSecond;
    private SmtpReaction? reaction;

    internal SmtpRule(string stage, string? argument, int? message, int times, int timesEach)
    {
        this.stage = stage;
        this.argument = argument;
        this.message = message;
        remaining = times;
        this.timesEach = timesEach;
    }

    /// <summary>The server answers with this reply.</summary>
    public void Replies(string reply) => reaction = new SmtpReaction(reply);

    /// <summary>The server answers with this reply and closes the connection.</summary>
    public void RepliesAndDrops(string reply) => reaction = new SmtpReaction(reply, Drop: true);

    /// <summary>The server closes the connection without a reply.</summary>
    public void Drops() => reaction = new SmtpReaction(Reply: null, Drop: true);

    /// <summary>The server says nothing more on this connection.</summary>
    public void Stalls() => reaction = new SmtpReaction(Reply: null, Stall: true);

    /// <summary>The server says nothing for a while and closes the connection then.</summary>
    public void StallsAndDrops(TimeSpan time) => reaction = new SmtpReaction(Reply: null, Drop: true, Stall: true) { StallFor = time };

    /// <summary>The server answers with this reply, after a while.</summary>
    public void RepliesAfter(TimeSpan time, string reply) => reaction = new SmtpReaction(reply, Stall: true) { StallFor = time };

    /// <summary>The server does what it would do anyway; the test is told before its reply, or once that is on its way.</summary>
    public void Calls(Action? before = null, Action? after = null) => reaction = new SmtpReaction(Reply: null) { IsUsual = true, Before = before, After = after };

    /// <summary>The server answers with this reply what is beyond so many in a second of the real time.</summary>
    public void RepliesBeyond(int most, string reply)
    {
        perSecond = (most, 0, 0);
        reaction = new SmtpReaction(reply);
    }

    internal SmtpReaction? Apply(string atStage, string withArgument, int atMessage)
    {
        if (reaction is null || !string.Equals(stage, atStage, StringComparison.OrdinalIgnoreCase) || (message is { } number && number != atMessage))
            return null;
        if (argument is not null && !withArgument.Contains(argument, StringComparison.OrdinalIgnoreCase))
            return null;
        if (IsWithinRate() || !IsItsTurn(withArgument))
            return null;
        return Interlocked.Decrement(ref remaining) < 0 ? null : reaction;
    }

    private bool IsItsTurn(string withArgument)
    {
        if (timesEach == int.MaxValue)
            return true;
        var before = applied.GetValueOrDefault(withArgument);
        applied[withArgument] = before + 1;
        return before < timesEach;
    }

    private bool IsWithinRate()
    {
        if (perSecond is not { } rate)
            return false;
        var second = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        rate = rate.Second == second ? rate with { Count = rate.Count + 1 } : (rate.Most, second, 1);
        perSecond = rate;
        return rate.Count <= rate.Most;
    }
}
