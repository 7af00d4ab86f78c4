namespace Syndication.Worker.Newsletters.Pages;

/// <summary>What asking for a page came to.</summary>
/// <param name="IsLive">Whether it was answered with 200.</param>
/// <param name="Words">The status, or the failure, without an address.</param>
internal sealed record PageAnswer(bool IsLive, string Words);
