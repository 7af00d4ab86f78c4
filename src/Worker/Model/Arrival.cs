namespace Syndication.Worker.Model;

/// <summary>The number that a post got when it first matched a newsletter and its feeds were public.</summary>
/// <param name="PostId">The post's identity.</param>
/// <param name="Number">The newsletter's next number at that time; never changed.</param>
public sealed record Arrival(string PostId, long Number);
