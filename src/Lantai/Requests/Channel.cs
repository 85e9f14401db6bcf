namespace Lantai.Requests;

/// <summary>How an application comes in; the receipt day depends on it (条例第三十一条).</summary>
public enum Channel { InPerson, RegisteredMail, OrdinaryMail, Online, Email, Fax, Oral }

/// <summary>The channel's word in files and its name for people.</summary>
public static class Channels
{
    public static IReadOnlyList<Channel> All { get; } = Enum.GetValues<Channel>();

    extension(Channel channel)
    {
        public string Word => channel switch
        {
            Channel.InPerson => "in_person",
            Channel.RegisteredMail => "registered_mail",
            Channel.OrdinaryMail => "ordinary_mail",
            Channel.Online => "online",
            Channel.Email => "email",
            Channel.Fax => "fax",
            Channel.Oral => "oral",
        };

        /// <summary>As a letter says by which way the application came: 通过…提出.</summary>
        public string Way => channel switch
        {
            Channel.InPerson => "当面提交的方式",
            Channel.RegisteredMail => "挂号信或者EMS",
            Channel.OrdinaryMail => "平常信函",
            Channel.Online => "互联网平台",
            Channel.Email => "电子邮件",
            Channel.Fax => "传真",
            Channel.Oral => "口头申请的方式",
        };

        public string Title => channel switch
        {
            Channel.InPerson => "当面提交",
            Channel.RegisteredMail => "挂号信或EMS邮寄",
            Channel.OrdinaryMail => "平常信函",
            Channel.Online => "互联网平台",
            Channel.Email => "电子邮件",
            Channel.Fax => "传真",
            Channel.Oral => "口头（代为填写）",
        };
    }
}
