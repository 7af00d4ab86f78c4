using Syndication.Feeds.Content.Explaining;

namespace Syndication.Worker.Cli.Explaining;

/// <summary>Whether a reader got a post, and why.</summary>
/// <param name="Id">The post's identity.</param>
/// <param name="Verdict">The answer.</param>
/// <param name="Because">It in a sentence.</param>
/// <param name="Rules">What was looked at, in its order, as things are now.</param>
internal sealed record PostVerdict(string Id, Verdict Verdict, string Because, IReadOnlyList<RuleFinding> Rules);
