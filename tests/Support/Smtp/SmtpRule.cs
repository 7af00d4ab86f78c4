namespace Syndication.Tests.Support.Smtp;

/// <summary>A line of the script: when it applies, and what happens then. Set up by <see cref="ScriptedSmtpServer.When"/>.</summary>
public sealed class SmtpRule
{
    private readonly string stage;
    private readonly string? argument;
    private readonly int? message;
    private int remaining;
    private SmtpReaction? reaction;

    internal SmtpRule(string stage, string? argument, int? message, int times)
    {
        this.stage = stage;
        this.argument = argument;
        this.message = message;
        remaining = times;
    }

    /// <summary>The server answers with this reply.</summary>
    public void Replies(string reply) => reaction = new SmtpReaction(reply);

    /// <summary>The server answers with this reply and closes the connection.</summary>
    public void RepliesAndDrops(string reply) => reaction = new SmtpReaction(reply, Drop: true);

    /// <summary>The server closes the connection without a reply.</summary>
    public void Drops() => reaction = new SmtpReaction(Reply: null, Drop: true);

    /// <summary>The server says nothing more on this connection.</summary>
    public void Stalls() => reaction = new SmtpReaction(Reply: null, Stall: true);

    internal SmtpReaction? Apply(string atStage, string withArgument, int atMessage)
    {
        if (reaction is null || !string.Equals(stage, atStage, StringComparison.OrdinalIgnoreCase) || (message is { } number && number != atMessage))
            return null;
        if (argument is not null && !withArgument.Contains(argument, StringComparison.OrdinalIgnoreCase))
            return null;
        return Interlocked.Decrement(ref remaining) < 0 ? null : reaction;
    }
}
