using Syndication.Worker.Mail.Bounces;
using Syndication.Worker.Model.Bounces;

namespace Syndication.Tests.Worker.Bounces;

public sealed class FailureRulesTests
{
    [Theory]
    [InlineData("5.1.1", FailureKind.Unreachable)]
    [InlineData("5.1.2", FailureKind.Unreachable)]
    [InlineData("5.1.3", FailureKind.Unreachable)]
    [InlineData("5.1.6", FailureKind.Unreachable)]
    [InlineData("5.1.10", FailureKind.Unreachable)]
    [InlineData("5.2.1", FailureKind.Unreachable)]
    [InlineData("5.2.2", FailureKind.Temporary)]
    [InlineData("4.4.1", FailureKind.Temporary)]
    [InlineData("4.2.2", FailureKind.Temporary)]
    [InlineData("4.7.1", FailureKind.Temporary)]
    [InlineData("5.7.1", FailureKind.Ours)]
    [InlineData("5.7.26", FailureKind.Ours)]
    [InlineData("5.6.1", FailureKind.Ours)]
    [InlineData("5.3.4", FailureKind.Ours)]
    [InlineData("5.1.11", FailureKind.Temporary)]
    [InlineData("5.1.0", FailureKind.Temporary)]
    [InlineData("5.0.0", FailureKind.Temporary)]
    [InlineData("", FailureKind.Temporary)]
    public void Status_tells_whose_trouble_it_is(string status, FailureKind kind) => Assert.Equal(kind, FailureRules.Of(status).Kind);

    [Theory]
    [InlineData("550 5.1.1 No such user", "5.1.1")]
    [InlineData("550-5.1.1 No such user 550 5.1.1 Really", "5.1.1")]
    [InlineData("550 5.1.10 not found", "5.1.10")]
    [InlineData("550 05.01.01 zeros", "")]
    [InlineData("550 No such user 5.1.1", "")]
    [InlineData("550 5.1.1.1 an address, not a status", "")]
    [InlineData("450 4.2.1 Busy", "4.2.1")]
    public void Status_of_a_reply_stands_behind_its_code(string reply, string status) => Assert.Equal(status, FailureRules.OfReply(reply)!.Status);

    [Theory]
    [InlineData("The address needs SMTPUTF8, which the mail server does not offer.")]
    [InlineData("250 ok")]
    [InlineData("")]
    public void What_no_server_said_is_nobodys_failure(string reply) => Assert.Null(FailureRules.OfReply(reply));

    [Theory]
    [InlineData(" 5.1.1 (bad mailbox)", "5.1.1")]
    [InlineData("5.01.010", "5.1.10")]
    [InlineData("5.1", "")]
    [InlineData("smtp; 5.1.1", "")]
    [InlineData(null, "")]
    public void Status_is_read_as_servers_write_it(string? written, string status) => Assert.Equal(status, FailureRules.Normalize(written));
}
