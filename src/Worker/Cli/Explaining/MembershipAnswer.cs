namespace Syndication.Worker.Cli.Explaining;

/// <summary>Whether a feed or a newsletter has a post.</summary>
/// <param name="Name">The feed's path or the newsletter's name.</param>
/// <param name="Holds">Whether it has it.</param>
/// <param name="Because">Why, or why not.</param>
internal sealed record MembershipAnswer(string Name, bool Holds, string Because);
