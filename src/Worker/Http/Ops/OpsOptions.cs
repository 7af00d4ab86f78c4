namespace Syndication.Worker.Http.Ops;

/// <summary>The listener for those who run the service (section <c>Ops</c>).</summary>
public sealed record OpsOptions
{
    /// <summary>The address that it listens on; nothing else answers there, and what it answers is nowhere else.</summary>
    public string Url { get; init; } = "http://localhost:8081";

    /// <summary>Absolute path of the file that holds the token.</summary>
    public required string TokenFile { get; init; }

    /// <summary>Whether the service makes that file where it is missing: nobody named one.</summary>
    public bool MakesToken { get; init; }
}
