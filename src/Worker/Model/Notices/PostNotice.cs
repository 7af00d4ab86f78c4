namespace Syndication.Worker.Model.Notices;

/// <summary>A correction or a retraction as a post states it.</summary>
/// <param name="PostId">The post's identity.</param>
/// <param name="Fingerprint">Tells it from the post's other ones, whatever their order and dates: 16 lower-case hex digits.</param>
/// <param name="Kind">Which of the two.</param>
/// <param name="Text">Plain text; empty for a retraction without a reason.</param>
/// <param name="CorrectedAt">When, in UTC: as the post says, else when its content moved.</param>
/// <param name="IsUrgent">Whether readers are told at once.</param>
public sealed record PostNotice(string PostId, string Fingerprint, NoticeKind Kind, string Text, DateTimeOffset CorrectedAt, bool IsUrgent);
