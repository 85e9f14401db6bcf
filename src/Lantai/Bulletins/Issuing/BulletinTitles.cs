using Lantai.Ui;

namespace Lantai.Bulletins;

/// <summary>States and kinds as people call them.</summary>
public static class BulletinTitles
{
    extension(BulletinState state)
    {
        public string Title => state switch
        {
            BulletinState.Draft => "起草中",
            BulletinState.Submitted => "待审核",
            BulletinState.Reviewed => "待签发",
            BulletinState.Issued => "已签发",
            BulletinState.Withdrawn => "已撤回",
        };

        public Tone Tone => state switch
        {
            BulletinState.Draft => Tone.Plain,
            BulletinState.Submitted or BulletinState.Reviewed => Tone.Soon,
            BulletinState.Issued => Tone.Done,
            BulletinState.Withdrawn => Tone.Late,
        };
    }

    extension(BulletinKind kind)
    {
        public string Title => kind switch { BulletinKind.Brief => "简报", BulletinKind.RedHead => "红头文件", BulletinKind.Notice => "普通通知" };
    }
}
