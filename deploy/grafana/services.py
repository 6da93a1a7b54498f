"""One dashboard for each service: its calls, its events, and what is its own."""
from panels import dashboard, graph, stat


def calls(service):
    """What every service with an API shows."""
    method = f'method=~"tancua.{service}.*"'
    return [
        graph('Lời gọi mỗi giây', 'Số lời gọi theo kết quả. OK là thành công.',
              [(f'sum by (code) (rate(tancua_rpc_requests_total{{{method}}}[5m]))', '{{code}}')], 'reqps', ['AvailabilityBurnsFast']),
        graph('Thời gian trả lời', '99 % lời gọi của mỗi phương thức được trả lời trong thời gian này.',
              [(f'histogram_quantile(0.99, sum by (le, method) (rate(tancua_rpc_duration_seconds_bucket{{{method}}}[5m])))', '{{method}}')],
              's', ['LatencyBurnsFast']),
    ]


def published(service):
    return [graph('Sự kiện phát ra', 'Sự kiện gửi vào Redis mỗi giây, và sự kiện cũ nhất chưa gửi được (giây).',
                  [(f'rate(tancua_events_published_total{{service="{service}"}}[5m])', 'mỗi giây'),
                   (f'max(tancua_events_outbox_lag_seconds{{service="{service}"}})', 'chờ lâu nhất')], 'short', ['OutboxLag'])]


def consumed(service):
    group = f'group="{service}"'
    return [
        graph('Sự kiện nhận vào', 'Sự kiện xử lý mỗi giây theo kết quả: applied là đã làm, dead là bị bỏ lại.',
              [(f'sum by (outcome) (rate(tancua_events_handled_total{{{group}}}[5m]))', '{{outcome}}')], 'short', ['DeadLetters']),
        graph('Sự kiện chờ', 'Sự kiện cũ nhất chưa xử lý, theo dịch vụ phát ra.',
              [(f'max by (source) (tancua_events_lag_seconds{{{group}}})', '{{source}}')], 's', ['EventsLag']),
    ]


def gateway():
    return dashboard('gateway', 'Tận Cửa: gateway', 'Cổng HTTP trước mọi dịch vụ.', [
        stat('Yêu cầu thất bại (1 giờ)', 'Phần yêu cầu bị lỗi máy chủ trong một giờ.', 'tancua:gateway_errors:ratio_rate1h', 'percentunit', ['AvailabilityBurnsFast'], 0.0144),
        stat('Yêu cầu thất bại (6 giờ)', 'Phần yêu cầu bị lỗi máy chủ trong sáu giờ.', 'tancua:gateway_errors:ratio_rate6h', 'percentunit', ['AvailabilityBurnsSlowly'], 0.006),
        stat('Yêu cầu chậm (1 giờ)', 'Phần yêu cầu lâu hơn nửa giây trong một giờ.', 'tancua:gateway_slow:ratio_rate1h', 'percentunit', ['LatencyBurnsFast'], 0.144),
        stat('Yêu cầu chậm (6 giờ)', 'Phần yêu cầu lâu hơn nửa giây trong sáu giờ.', 'tancua:gateway_slow:ratio_rate6h', 'percentunit', ['LatencyBurnsSlowly'], 0.06),
        stat('Tệp đang tải lên', 'Số tệp đang được tải lên lúc này.', 'sum(tancua_gateway_open_uploads)'),
        stat('Đối tác bị giới hạn (5 phút)', 'Lời gọi bị từ chối vì đối tác gọi quá nhanh.', 'sum(increase(tancua_limits_refused_calls_total[5m]))'),
        graph('Yêu cầu theo đường dẫn', 'Mười đường dẫn được gọi nhiều nhất.',
              [('topk(10, sum by (method, route) (rate(tancua_gateway_requests_total[5m])))', '{{method}} {{route}}')], 'reqps', ['AvailabilityBurnsFast']),
        graph('Đường dẫn chậm nhất', 'Mười đường dẫn chậm nhất: 99 % yêu cầu được trả lời trong thời gian này.',
              [('topk(10, histogram_quantile(0.99, sum by (le, route) (rate(tancua_gateway_request_duration_seconds_bucket[5m]))))', '{{route}}')],
              's', ['LatencyBurnsFast']),
    ])


def identity():
    return dashboard('identity', 'Tận Cửa: identity', 'Đăng nhập, đối tác, nhật ký truy cập, dữ liệu cá nhân.', [
        stat('Đăng nhập thành công (1 giờ)', 'Lần xác minh hoàn tất chia cho lần xác minh bắt đầu.',
             'sum(increase(tancua_identity_verifications_total{outcome="completed"}[1h])) / sum(increase(tancua_identity_verifications_total{outcome="created"}[1h]))',
             'percentunit', ['IdentityProviderFailing'], 0.7, good_is_high=True),
        stat('Nhật ký đã kiểm tra', 'Từ lần kiểm tra toàn bộ nhật ký gần nhất đến nay.', 'time() - max(tancua_identity_audit_verified_timestamp_seconds)', 's', ['AuditNotVerified', 'AuditChainBroken'], 86400),
        stat('Bản ghi nhật ký', 'Số bản ghi trong nhật ký truy cập; chỉ tăng.', 'max(tancua_identity_audit_entries)', 'short', ['AuditChainBroken']),
        stat('Tuổi khóa ký', 'Khóa ký thẻ truy cập đã dùng bao lâu.', 'time() - max(tancua_identity_signing_key_start_timestamp_seconds)', 's', ['SigningKeyOld'], 31536000),
        stat('Yêu cầu dữ liệu quá hạn', 'Yêu cầu của người dân về dữ liệu của họ đã quá hạn trả lời.', 'max(tancua_identity_open_data_requests{term="overdue"})', 'short', ['DataRequestsOverdue'], 1),
        stat('Vi phạm chưa báo cáo', 'Vi phạm dữ liệu cá nhân chưa thông báo cho cơ quan chuyên trách.', 'max(tancua_identity_open_breaches)', 'short', ['BreachNoticeDue'], 1),
        graph('Xác minh theo nhà cung cấp', 'Lần xác minh mỗi giây theo nhà cung cấp và kết quả.',
              [('sum by (provider, outcome) (rate(tancua_identity_verifications_total[5m]))', '{{provider}} {{outcome}}')], 'short', ['IdentityProviderFailing']),
        graph('Lời gọi đến nhà cung cấp', 'Lời gọi mỗi giây theo loại trả lời; none là không trả lời.',
              [('sum by (provider, status) (rate(tancua_identity_provider_calls_total[5m]))', '{{provider}} {{status}}')], 'reqps', ['IdentityProviderFailing']),
        *calls('identity'), *published('identity'), *consumed('identity'),
        graph('Thẻ truy cập đã cấp', 'Thẻ cấp cho người dân, cán bộ mỗi giây.', [('sum by (kind, grant) (rate(tancua_identity_tokens_issued_total[5m]))', '{{kind}} {{grant}}')]),
        graph('Danh sách thu hồi không cập nhật được', 'Lần mỗi tiến trình không hỏi được phiên nào đã thu hồi.',
              [('sum by (instance) (increase(tancua_rpc_revocation_failures_total[5m]))', '{{instance}}')], 'short', ['RevocationsStale']),
    ])


def dossier():
    return dashboard('dossier', 'Tận Cửa: dossier', 'Hồ sơ từ khi nộp đến khi trả kết quả.', [
        stat('Hồ sơ chưa xong', 'Hồ sơ đang chờ cán bộ hoặc công dân.', 'sum(max by (state) (tancua_dossier_open_dossiers))', 'short', ['OverdueRising']),
        stat('Thủ tục', 'Số phiên bản thủ tục trong danh mục.', 'max(tancua_dossier_catalogue_versions)'),
        stat('Tệp đã lưu', 'Dung lượng tệp đã tải lên trong một giờ.', 'sum(increase(tancua_dossier_uploaded_bytes_total[1h]))', 'bytes', ['DiskAlmostFull']),
        graph('Hồ sơ chưa xong theo trạng thái', 'Hồ sơ đang dừng ở bước nào.', [('max by (state) (tancua_dossier_open_dossiers)', '{{state}}')], 'short', ['OverdueRising']),
        graph('Nộp hồ sơ', 'Hồ sơ nộp mỗi giây theo kênh và kết quả.', [('sum by (channel, outcome) (rate(tancua_dossier_filings_total[5m]))', '{{channel}} {{outcome}}')]),
        graph('Chuyển trạng thái', 'Hồ sơ chuyển sang từng trạng thái mỗi giây.', [('sum by (state) (rate(tancua_dossier_changes_total[5m]))', '{{state}}')]),
        graph('Tra cứu không đăng nhập', 'blocked là bị chặn vì đoán sai mã nhiều lần.', [('sum by (outcome) (rate(tancua_dossier_lookups_total[5m]))', '{{outcome}}')]),
        *calls('dossier'), *published('dossier'), *consumed('dossier'),
    ])


def notification():
    return dashboard('notification', 'Tận Cửa: notification', 'Tin nhắn đến người dân qua Zalo và SMS.', [
        stat('Tin đang chờ', 'Tin nhắn chờ gửi.', 'sum(max by (rung) (tancua_notification_queue_messages))', 'short', ['MessagesWait']),
        stat('Gửi được (1 giờ)', 'Tin gửi được chia cho tin đã xong, kể cả hỏng và hết hạn.',
             'sum(increase(tancua_notification_messages_total{outcome="sent"}[1h])) / sum(increase(tancua_notification_messages_total{outcome=~"sent|failed|expired"}[1h]))',
             'percentunit', ['MessagesSilent'], 0.95, good_is_high=True),
        stat('Phần SMS (1 giờ)', 'Phần SMS phải trả tiền trong một giờ.', 'sum(increase(tancua_notification_sms_segments_total[1h]))'),
        stat('Từ chối phải sửa (1 giờ)', 'Lần nhà cung cấp từ chối vì lỗi mà người phải sửa.', 'sum(increase(tancua_notification_alarms_total[1h]))', 'short', ['MessageProviderRefuses'], 1),
        stat('Thẻ Zalo còn hạn', 'Thẻ truy cập Zalo còn hạn bao lâu; được làm mới khi cần gửi.', 'min(tancua_notification_token_expiry_timestamp_seconds) - time()', 's', ['MessageProviderRefuses']),
        graph('Tin theo bậc và kết quả', 'Kết quả các lần gửi mỗi giây: sent là đã gửi, fell_back là chuyển sang SMS.',
              [('sum by (rung, outcome) (rate(tancua_notification_messages_total[5m]))', '{{rung}} {{outcome}}')], 'short', ['MessagesSilent']),
        graph('Tin chờ lâu nhất', 'Tin cũ nhất của mỗi bậc đã chờ bao lâu.', [('max by (rung) (tancua_notification_queue_lag_seconds)', '{{rung}}')], 's', ['MessagesWait']),
        graph('Nhà cung cấp trả lời', '95 % lần gửi được trả lời trong thời gian này.',
              [('histogram_quantile(0.95, sum by (le, provider) (rate(tancua_notification_provider_call_duration_seconds_bucket[5m])))', '{{provider}}')], 's', ['MessageProviderFailing']),
        graph('Cầu dao', '0: bình thường; 1: đang thử lại; 2: đã ngắt.', [('max by (provider) (tancua_notification_circuit_state)', '{{provider}}')], 'short', ['MessageProviderFailing']),
        *calls('notification'), *consumed('notification'),
    ])


def survey():
    return dashboard('survey', 'Tận Cửa: survey', 'Khảo sát sau khi trả kết quả.', [
        stat('Chờ trả lời', 'Khảo sát còn hạn mà chưa trả lời.', 'max(tancua_survey_open_invitations)'),
        stat('Hài lòng (1 giờ)', 'Điểm 4 và 5 chia cho mọi câu trả lời.',
             'sum(increase(tancua_survey_answers_total{score=~"4|5"}[1h])) / sum(increase(tancua_survey_answers_total[1h]))', 'percentunit', (), 0.9, good_is_high=True),
        stat('Hết hạn (1 giờ)', 'Khảo sát hết hạn mà không ai trả lời.', 'sum(increase(tancua_survey_expired_invitations_total[1h]))'),
        graph('Câu trả lời theo điểm', 'Câu trả lời mỗi giây theo điểm chung.', [('sum by (score) (rate(tancua_survey_answers_total[5m]))', '{{score}}')]),
        *calls('survey'), *published('survey'), *consumed('survey'),
    ])


def statistics():
    return dashboard('statistics', 'Tận Cửa: statistics', 'Số liệu theo phường.', [
        stat('Sự kiện mới nhất', 'Sự kiện mới nhất đã đếm cách đây bao lâu.', 'min(tancua_statistics_newest_event_age_seconds)', 's', ['EventsLag']),
        stat('Phường có số liệu', 'Số phường đã có hồ sơ.', 'count(max by (ward) (tancua_statistics_received_dossiers))'),
        graph('Tiếp nhận theo phường', 'Hồ sơ tiếp nhận trong 30 ngày.', [('max by (ward) (tancua_statistics_received_dossiers)', '{{ward}}')]),
        graph('Đang giải quyết', 'Hồ sơ chưa xong: tất cả, sắp đến hạn, quá hạn.',
              [('sum by (term) (max by (ward, term) (tancua_statistics_open_dossiers))', '{{term}}')], 'short', ['OverdueRising']),
        *calls('statistics'), *consumed('statistics'),
    ])
