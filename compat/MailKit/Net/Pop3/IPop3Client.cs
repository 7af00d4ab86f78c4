namespace MailKit.Net.Pop3;

/// <summary>A client of a POP3 mailbox.</summary>
public interface IPop3Client : IMailSpool
{
    /// <summary>What the server can do.</summary>
    Pop3Capabilities Capabilities { get; set; }
}
