namespace Syndication.Worker.Model.Notices;

/// <summary>A notice that a reader of the faulty version has not been told.</summary>
/// <param name="Id">The notice.</param>
/// <param name="PostId">The post's identity.</param>
/// <param name="Fingerprint">Tells it from the post's other ones.</param>
/// <param name="Kind">A correction or a retraction.</param>
/// <param name="Text">Plain text; empty for a retraction without a reason.</param>
/// <param name="Unaccepted">The delivery that was to tell it and still waits, or ended unaccepted; null for none.</param>
public sealed record DueNotice(string Id, string PostId, string Fingerprint, NoticeKind Kind, string Text, string? Unaccepted);
