namespace Syndication.Tests.Support.Smtp;

/// <summary>What one client said.</summary>
public sealed class SmtpSessionLog
{
    private readonly Lock gate = new();
    private readonly List<string> commands = [];

    /// <summary>The command lines, those of AUTH included, in their order.</summary>
    public IReadOnlyList<string> Commands
    {
        get
        {
            lock (gate)
                return [.. commands];
        }
    }

    /// <summary>Its place among the sessions, from 1.</summary>
    public int Number { get; internal init; }

    public bool IsSecure { get; internal set; }

    public string? User { get; internal set; }

    /// <summary>Whether the client said QUIT.</summary>
    public bool Quit { get; internal set; }

    /// <summary>Done when the session has ended, whoever ended it.</summary>
    public Task Ended => ended.Task;

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal void Add(string command)
    {
        lock (gate)
            commands.Add(command);
    }

    internal void End() => ended.TrySetResult();
}
