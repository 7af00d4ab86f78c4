namespace Syndication.Worker.Model.Notices;

/// <summary>A correction or a retraction that a variant tells.</summary>
/// <param name="Id">The notice.</param>
/// <param name="PostId">The post's identity.</param>
/// <param name="Hash">The post's content hash when it was chosen: its title may change with it.</param>
/// <param name="Fingerprint">Tells it from the post's other ones.</param>
/// <param name="Kind">Which of the two.</param>
/// <param name="Text">Plain text; empty for a retraction without a reason.</param>
public sealed record EditionNotice(string Id, string PostId, string Hash, string Fingerprint, NoticeKind Kind, string Text);
