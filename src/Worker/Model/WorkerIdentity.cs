namespace Syndication.Worker.Model;

/// <summary>A process that sends.</summary>
public sealed record WorkerIdentity
{
    /// <summary>Random identifier, new at each start.</summary>
    public required string Id { get; init; }

    /// <summary>The machine's name.</summary>
    public required string Machine { get; init; }

    /// <summary>The process's number there.</summary>
    public required long ProcessId { get; init; }

    /// <summary>When that process started, in UTC Unix milliseconds: numbers are used again.</summary>
    public required long ProcessStarted { get; init; }
}
